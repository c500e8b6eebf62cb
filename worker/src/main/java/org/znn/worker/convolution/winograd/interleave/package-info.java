/** Deinterleaving of rows so that lanes are tiles, and the reverse. */
package org.znn.worker.convolution.winograd.interleave;
