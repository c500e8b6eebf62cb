/** Valid, dilated, true convolution of feature maps: what it is, and what every way to compute it promises. */
package org.znn.worker.convolution;
