/**
 * The few operations on arrays in which the engine spends its time, each in plain Java and with the Vector API. One of
 * the two is chosen once a JVM; both give the same bits.
 */
package org.znn.worker.simd;
