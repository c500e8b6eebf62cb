/** The convolution and its input gradient: input transform, matrix products at each point, output transform. */
package org.znn.worker.convolution.winograd.pipeline;
