package org.znn.common.network;

import java.util.Map;
import java.util.Optional;
import org.znn.common.geometry.Vec3;

/**
 * An operation between two nodes, defined by an {@code edges} block of a network file.
 *
 * @param name            name, unique among nodes and edges
 * @param type            operation
 * @param input           name of the source node
 * @param output          name of the target node
 * @param size            kernel or window size (z, y, x) of conv, max_filter and max_pool; 1,1,1 for other types
 * @param stride          factor (z, y, x) of conv and max_filter on the dilation of everything downstream; 1,1,1 for
 *                        other types
 * @param repeat          size (z, y, x) of the blocks within a conv kernel whose weights are tied; 1,1,1 for other
 *                        types
 * @param offset          number of voxels (z, y, x) that crop removes on either side; 0,0,0 for other types
 * @param keepProbability probability that dropout keeps a voxel; 1 for other types
 * @param options         all options as written, including unknown ones, by key
 * @param line            line of the file that starts the block, from 1; 0 if an HDF5 file defines it
 */
public record EdgeSpec(String name, EdgeType type, String input, String output, Vec3 size, Vec3 stride, Vec3 repeat,
        Vec3 offset, double keepProbability, Map<String, String> options, int line) {

    public EdgeSpec {
        options = Map.copyOf(options);
    }

    /** Distribution of the initial filters; empty if the file specifies none. */
    public Optional<Initialiser> initialiser() {
        return Initialiser.of(options);
    }

    /** Whether training may start from a seed network's filters; {@code seeding 0} and {@code load 0} forbid it. */
    public boolean acceptsSeed() {
        return LayerOptions.acceptsSeed(options);
    }

    /** Whether the file requests FFT convolution for this edge ({@code fft 1}). */
    public boolean requestsFft() {
        return "1".equals(options.get("fft"));
    }
}
