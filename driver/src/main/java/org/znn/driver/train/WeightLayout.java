package org.znn.driver.train;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.Filters;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;

/**
 * Layout of all weights of a network in one flat array, in topological order: for each node the filters of its incoming
 * edges by name, then its biases. A packed array holds float32 or float64 elements, big-endian.
 */
final class WeightLayout {

    private final List<Segment> segments = new ArrayList<>();
    private final int length;

    /**
     * Segment of the array that holds the weights of one layer.
     *
     * @param layer  name of the edge or node
     * @param offset index of the first element
     * @param length number of elements
     * @param in     input feature maps of the edge; 0 for biases
     * @param out    output feature maps of the edge; 0 for biases
     * @param kernel kernel size of the edge (z, y, x)
     * @param repeat size of the blocks of a kernel that share one weight (z, y, x)
     */
    record Segment(String layer, int offset, int length, int in, int out, Vec3 kernel, Vec3 repeat) {

        boolean isFilters() {
            return in > 0;
        }

        Filters filters(double[] flat) {
            return new Filters(in, out, kernel, copy(flat));
        }

        double[] copy(double[] flat) {
            double[] values = new double[length];
            System.arraycopy(flat, offset, values, 0, length);
            return values;
        }
    }

    WeightLayout(NetworkSpec network) {
        int offset = 0;
        for (NodeSpec node : network.topologicalOrder()) {
            for (EdgeSpec edge : network.incoming(node.name())) {
                if (edge.type() == EdgeType.CONV) {
                    int in = network.node(edge.input()).featureMaps();
                    int elements = Math.toIntExact(
                            Math.multiplyExact((long) in * node.featureMaps(), edge.size().product()));
                    segments.add(new Segment(edge.name(), offset, elements, in, node.featureMaps(), edge.size(),
                            edge.repeat()));
                    offset = Math.addExact(offset, elements);
                }
            }
            if (node.type() == NodeType.TRANSFER) {
                segments.add(new Segment(node.name(), offset, node.featureMaps(), 0, 0, Vec3.ONE, Vec3.ONE));
                offset = Math.addExact(offset, node.featureMaps());
            }
        }
        length = offset;
    }

    int length() {
        return length;
    }

    List<Segment> segments() {
        return segments;
    }

    /** Copies the weights of all layers into a new array; throws {@link IllegalArgumentException} if a size differs. */
    double[] flatten(Weights weights) {
        double[] flat = new double[length];
        for (Segment segment : segments) {
            double[] values = segment.isFilters() ? weights.filters().get(segment.layer()).values()
                    : weights.biases().get(segment.layer());
            if (values.length != segment.length()) {
                throw new IllegalArgumentException("layer '" + segment.layer() + "' has " + values.length
                        + " weights instead of " + segment.length());
            }
            System.arraycopy(values, 0, flat, segment.offset(), segment.length());
        }
        return flat;
    }

    /** Copies an array back into the weights of its layers. */
    Weights unflatten(double[] flat) {
        Map<String, Filters> filters = new LinkedHashMap<>();
        Map<String, double[]> biases = new LinkedHashMap<>();
        for (Segment segment : segments) {
            if (segment.isFilters()) {
                filters.put(segment.layer(), segment.filters(flat));
            } else {
                biases.put(segment.layer(), segment.copy(flat));
            }
        }
        return new Weights(filters, biases);
    }

    /** Returns the name of the first layer with a NaN or infinite element. */
    Optional<String> firstNonFiniteLayer(double[] flat) {
        for (Segment segment : segments) {
            for (int i = segment.offset(); i < segment.offset() + segment.length(); i++) {
                if (!Double.isFinite(flat[i])) {
                    return Optional.of(segment.layer());
                }
            }
        }
        return Optional.empty();
    }

    /** Encodes an array as bytes, each element rounded to the precision. */
    static byte[] pack(double[] flat, Precision precision) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(flat.length, precision.bytes()));
        for (double value : flat) {
            if (precision == Precision.FLOAT32) {
                bytes.putFloat((float) value);
            } else {
                bytes.putDouble(value);
            }
        }
        return bytes.array();
    }

    /** Decodes an array encoded by {@link #pack}. */
    static double[] unpack(byte[] packed, Precision precision) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        double[] flat = new double[packed.length / precision.bytes()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = precision == Precision.FLOAT32 ? bytes.getFloat() : bytes.getDouble();
        }
        return flat;
    }
}
