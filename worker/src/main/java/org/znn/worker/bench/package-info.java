/** Measuring this machine: the multiply-adds it can do, and how near to that a layer comes. */
package org.znn.worker.bench;
