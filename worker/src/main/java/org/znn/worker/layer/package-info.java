/** What lies between convolutions: pooling, cropping, sums, transfer functions, the way of a patch in and out. */
package org.znn.worker.layer;
