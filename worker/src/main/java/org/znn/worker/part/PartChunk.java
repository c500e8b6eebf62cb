package org.znn.worker.part;

import org.znn.common.geometry.Vec3;

/**
 * One storage chunk inside a part.
 *
 * @param output   index of the output node it belongs to
 * @param channel  of that output
 * @param position of the chunk on the output's grid of chunks (z, y, x)
 * @param length   compressed bytes
 */
public record PartChunk(int output, int channel, Vec3 position, int length) {
}
