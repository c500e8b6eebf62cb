/** Holds the samples of a training job against its network before anything runs; every mistake is told. */
package org.znn.common.sample.check;
