/** Matrices of Toom-Cook algorithms and the one-dimensional vector transforms built from them. */
package org.znn.worker.convolution.winograd.transform;
