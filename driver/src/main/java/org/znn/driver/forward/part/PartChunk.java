package org.znn.driver.forward.part;

import org.znn.common.geometry.Vec3;

/**
 * A storage chunk in a part file.
 *
 * @param output   index of the output node
 * @param channel  channel of the output
 * @param position position (z, y, x) of the chunk in the chunk grid of the output
 * @param length   length in bytes, compressed
 */
public record PartChunk(int output, int channel, Vec3 position, int length) {
}
