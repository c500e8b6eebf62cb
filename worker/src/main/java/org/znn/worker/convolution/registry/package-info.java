/** Maps each kind of convolution algorithm to its implementation. */
package org.znn.worker.convolution.registry;
