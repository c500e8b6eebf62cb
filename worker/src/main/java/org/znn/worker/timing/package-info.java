/** Timing of repeated work. */
package org.znn.worker.timing;
