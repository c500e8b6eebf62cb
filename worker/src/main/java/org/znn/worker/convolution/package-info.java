/** Valid, dilated, true convolution of feature maps: the interfaces of its algorithms and the layout of their data. */
package org.znn.worker.convolution;
