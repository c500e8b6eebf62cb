/** Parallel loops on a fixed team of threads. */
package org.znn.worker.parallel;
