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
 * The weights of a network as one row of numbers, in the order in which the network computes: for each node the filters
 * of the edges that lead to it, by name, then its biases. Packed, a number takes what its precision takes.
 */
final class WeightLayout {

    private final List<Part> parts = new ArrayList<>();
    private final int length;

    /**
     * The weights of one layer.
     *
     * @param layer  name of the edge or node
     * @param from   position of its first number
     * @param length how many it has
     * @param in     feature maps of the edge's input; 0 for biases
     * @param out    feature maps of the edge's output; 0 for biases
     * @param kernel of the edge
     * @param repeat blocks of this size within a kernel share one weight
     */
    record Part(String layer, int from, int length, int in, int out, Vec3 kernel, Vec3 repeat) {

        boolean isFilters() {
            return in > 0;
        }

        Filters filters(double[] row) {
            double[] values = new double[length];
            System.arraycopy(row, from, values, 0, length);
            return new Filters(in, out, kernel, values);
        }
    }

    WeightLayout(NetworkSpec network) {
        int at = 0;
        for (NodeSpec node : network.inOrder()) {
            for (EdgeSpec edge : network.incoming(node.name())) {
                if (edge.type() == EdgeType.CONV) {
                    int in = network.node(edge.input()).size();
                    int n = Math.toIntExact(in * node.size() * edge.size().product());
                    parts.add(new Part(edge.name(), at, n, in, node.size(), edge.size(), edge.repeat()));
                    at = Math.addExact(at, n);
                }
            }
            if (node.type() == NodeType.TRANSFER) {
                parts.add(new Part(node.name(), at, node.size(), 0, 0, Vec3.ONE, Vec3.ONE));
                at = Math.addExact(at, node.size());
            }
        }
        length = at;
    }

    int length() {
        return length;
    }

    List<Part> parts() {
        return parts;
    }

    /** The numbers of all layers in a row; throws {@link IllegalArgumentException} where a layer has another size. */
    double[] row(Weights weights) {
        double[] row = new double[length];
        for (Part part : parts) {
            double[] values = part.isFilters() ? weights.filters().get(part.layer()).values()
                    : weights.biases().get(part.layer());
            if (values.length != part.length()) {
                throw new IllegalArgumentException(values.length + " weights of layer '" + part.layer() + "', not "
                        + part.length());
            }
            System.arraycopy(values, 0, row, part.from(), part.length());
        }
        return row;
    }

    /** The layers that a row holds. */
    Weights weights(double[] row) {
        Map<String, Filters> filters = new LinkedHashMap<>();
        Map<String, double[]> biases = new LinkedHashMap<>();
        for (Part part : parts) {
            if (part.isFilters()) {
                filters.put(part.layer(), part.filters(row));
            } else {
                double[] values = new double[part.length()];
                System.arraycopy(row, part.from(), values, 0, part.length());
                biases.put(part.layer(), values);
            }
        }
        return new Weights(filters, biases);
    }

    /** The first layer that holds a number which is NaN or infinite. */
    Optional<String> firstNotFinite(double[] row) {
        for (Part part : parts) {
            for (int i = part.from(); i < part.from() + part.length(); i++) {
                if (!Double.isFinite(row[i])) {
                    return Optional.of(part.layer());
                }
            }
        }
        return Optional.empty();
    }

    /** The bytes of a row, each number rounded to the precision. */
    static byte[] pack(double[] row, Precision precision) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(row.length, precision.bytes()));
        for (double value : row) {
            if (precision == Precision.FLOAT32) {
                bytes.putFloat((float) value);
            } else {
                bytes.putDouble(value);
            }
        }
        return bytes.array();
    }

    /** The row that {@link #pack} made bytes of. */
    static double[] unpack(byte[] packed, Precision precision) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        double[] row = new double[packed.length / precision.bytes()];
        for (int i = 0; i < row.length; i++) {
            row[i] = precision == Precision.FLOAT32 ? bytes.getFloat() : bytes.getDouble();
        }
        return row;
    }
}
