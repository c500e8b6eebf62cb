/** Register-blocked matrix products of transformed tiles and weights. */
package org.znn.worker.convolution.winograd.gemm;
