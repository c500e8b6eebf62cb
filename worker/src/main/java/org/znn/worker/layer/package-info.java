/** Layers other than convolutions: pooling, cropping, sums, transfer functions, and the transfer of patches. */
package org.znn.worker.layer;
