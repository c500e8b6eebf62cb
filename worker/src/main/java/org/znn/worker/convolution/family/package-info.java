/** All families of convolutions. */
package org.znn.worker.convolution.family;
