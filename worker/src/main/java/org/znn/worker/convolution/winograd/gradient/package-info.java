/** The weight gradient: sums of outer products of transformed tiles, reduced and transformed back. */
package org.znn.worker.convolution.winograd.gradient;
