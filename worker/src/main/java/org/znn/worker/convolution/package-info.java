/** Valid, dilated, true convolution of feature maps: the naive judge and the fast ways. */
package org.znn.worker.convolution;
