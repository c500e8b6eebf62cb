/** Convolution as it is defined, product by product. */
package org.znn.worker.convolution.direct;
