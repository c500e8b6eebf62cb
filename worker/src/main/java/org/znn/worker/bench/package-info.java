/** Benchmarks of this machine: the peak rate of multiply-adds, single layers, and whole networks. */
package org.znn.worker.bench;
