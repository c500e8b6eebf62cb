/** Direct convolution: sums of products as in the definition. */
package org.znn.worker.convolution.direct;
