package org.znn.common.network;

import java.util.Map;
import java.util.Optional;
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
 * @param options every key of the group as written, unknown ones too
 * @param line    line of the file that opens the group, from 1; 0 where it has no lines
 */
public record EdgeSpec(String name, EdgeType type, String input, String output, Vec3 size, Vec3 stride, Vec3 repeat,
        Vec3 offset, double keep, Map<String, String> options, int line) {

    public EdgeSpec {
        options = Map.copyOf(options);
    }

    /** How filters are drawn; empty where the file does not say. */
    public Optional<Initialiser> initialiser() {
        return Initialiser.of(options);
    }

    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(options);
    }

    /** Whether a seed network's filters are taken: not where the group says {@code seeding 0} or {@code load 0}. */
    public boolean isSeeded() {
        return !"0".equals(options.get("seeding")) && !"0".equals(options.get("load"));
    }

    /** Whether the file asks for FFT convolution of this edge ({@code fft 1}). */
    public boolean fft() {
        return "1".equals(options.get("fft"));
    }
}
