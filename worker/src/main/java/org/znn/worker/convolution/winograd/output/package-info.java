/** What happens to finished output rows: epilogue, then storing or a fused pointwise convolution. */
package org.znn.worker.convolution.winograd.output;
