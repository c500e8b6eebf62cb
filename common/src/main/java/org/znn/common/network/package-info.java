/** Networks as described by their files: the graph of a {@code .znn} file, its geometry and its weights. */
package org.znn.common.network;
