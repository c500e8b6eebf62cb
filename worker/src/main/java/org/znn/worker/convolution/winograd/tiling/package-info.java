/** Where the tiles of an output lie, how they are grouped, and which input sections they read. */
package org.znn.worker.convolution.winograd.tiling;
