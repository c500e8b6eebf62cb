/** Measuring this machine: the multiply-adds it can do, how near to that a layer comes, and whole networks. */
package org.znn.worker.bench;
