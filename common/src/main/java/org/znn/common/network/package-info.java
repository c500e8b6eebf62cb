/** The network as its files describe it: the graph of a {@code .znn}, its geometry, its weights. */
package org.znn.common.network;
