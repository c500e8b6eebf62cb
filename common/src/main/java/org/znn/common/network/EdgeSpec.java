package org.znn.common.network;

import java.util.Map;
import org.znn.common.geometry.Vec3;

/**
 * What leads from one node to another: one {@code edges} group of a network file.
 *
 * @param name    unique among nodes and edges
 * @param type    what it does
 * @param input   name of the node it starts from
 * @param output  name of the node it leads to
 * @param size    kernel or window (z, y, x) of conv, max_filter, max_pool; 1,1,1 for the rest
 * @param stride  of conv and max_filter: multiplies the dilation of everything downstream; 1,1,1 for the rest
 * @param repeat  of conv: blocks of this size within a kernel share one weight
 * @param offset  of crop: voxels removed on both sides; 0,0,0 for the rest
 * @param keep    of dropout: the probability of keeping a voxel; 1 for the rest
 * @param options every key of the group as written, in the file's order, unknown ones too
 * @param line    line of the file that opens the group, from 1
 */
public record EdgeSpec(String name, EdgeType type, String input, String output, Vec3 size, Vec3 stride, Vec3 repeat,
        Vec3 offset, double keep, Map<String, String> options, int line) {
}
