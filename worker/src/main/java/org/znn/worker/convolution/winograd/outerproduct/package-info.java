/** Register-blocked sums of outer products over tiles, for the weight gradient. */
package org.znn.worker.convolution.winograd.outerproduct;
