/**
 * The array operations in which the engine spends its time, each in plain Java and with the Vector API. One of the two
 * implementations is selected once per JVM; both give the same bits.
 */
package org.znn.worker.simd;
