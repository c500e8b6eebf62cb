package org.znn.worker.engine;

import java.util.Map;
import java.util.TreeMap;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.Filters;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/**
 * Independent reference implementation: ZNN's definitions as plain loops in float64, evaluated recursively from the
 * outputs, without planned sizes, buffers or order of execution.
 */
final class ReferenceNetwork {

    private final NetworkSpec spec;
    private final Weights weights;
    private final Map<String, Volume> values = new TreeMap<>();
    private final Map<String, Vec3> dilations = new TreeMap<>();

    private ReferenceNetwork(NetworkSpec spec, Weights weights) {
        this.spec = spec;
        this.weights = weights;
    }

    static Map<String, Volume> forward(NetworkSpec spec, Weights weights, Map<String, Volume> inputs) {
        ReferenceNetwork network = new ReferenceNetwork(spec, weights);
        network.values.putAll(inputs);
        inputs.keySet().forEach(n -> network.dilations.put(n, Vec3.ONE));
        Map<String, Volume> outputs = new TreeMap<>();
        spec.outputs().forEach(n -> outputs.put(n.name(), network.value(n)));
        return outputs;
    }

    private Volume value(NodeSpec node) {
        Volume known = values.get(node.name());
        if (known != null) {
            return known;
        }
        Volume sum = null;
        for (EdgeSpec edge : spec.incoming(node.name())) {
            Volume in = value(spec.node(edge.input()));
            Vec3 dilation = dilations.get(edge.input());
            dilations.put(node.name(), node.dense() ? Vec3.ONE : dilation.times(edge.stride()));
            Volume share = apply(edge, in, dilation);
            sum = sum == null ? share : join(sum, share, node.type() == NodeType.MAXOUT);
        }
        if (node.type() == NodeType.TRANSFER) {
            sum = transfer(sum, weights.biases().get(node.name()), node.function().orElseThrow());
        }
        values.put(node.name(), sum);
        return sum;
    }

    private Volume apply(EdgeSpec edge, Volume in, Vec3 dilation) {
        Vec3 reach = edge.size().minus(1).times(dilation);
        return switch (edge.type()) {
            case CONV -> convolve(in, weights.filters().get(edge.name()), dilation);
            case MAX_FILTER -> max(in, edge.size(), dilation, Vec3.ONE, in.size().minus(reach));
            case MAX_POOL -> max(in, edge.size(), Vec3.ONE, edge.size(), in.size().floorDiv(edge.size()));
            default -> generate(in.channels(), in.size().minus(edge.offset().times(2)),
                    (c, z, y, x) -> in.get(c, z + edge.offset().z(), y + edge.offset().y(), x + edge.offset().x()));
        };
    }

    private static Volume convolve(Volume in, Filters w, Vec3 d) {
        Vec3 k = w.size();
        return generate(w.out(), in.size().minus(k.minus(1).times(d)), (o, z, y, x) -> {
            double sum = 0;
            for (int i = 0; i < w.in(); i++) {
                for (int a = 0; a < k.z(); a++) {
                    for (int b = 0; b < k.y(); b++) {
                        for (int c = 0; c < k.x(); c++) {
                            sum += in.get(i, z + a * d.z(), y + b * d.y(), x + c * d.x())
                                    * w.get(i, o, k.z() - 1 - a, k.y() - 1 - b, k.x() - 1 - c);
                        }
                    }
                }
            }
            return sum;
        });
    }

    private static Volume max(Volume in, Vec3 k, Vec3 d, Vec3 step, Vec3 size) {
        return generate(in.channels(), size, (m, z, y, x) -> {
            double max = Double.NEGATIVE_INFINITY;
            for (int a = 0; a < k.z(); a++) {
                for (int b = 0; b < k.y(); b++) {
                    for (int c = 0; c < k.x(); c++) {
                        max = Math.max(max, in.get(m, z * step.z() + a * d.z(),
                                y * step.y() + b * d.y(), x * step.x() + c * d.x()));
                    }
                }
            }
            return max;
        });
    }

    private static Volume join(Volume a, Volume b, boolean greater) {
        return generate(a.channels(), a.size(), (c, z, y, x) -> greater
                ? Math.max(a.get(c, z, y, x), b.get(c, z, y, x)) : a.get(c, z, y, x) + b.get(c, z, y, x));
    }

    private static Volume transfer(Volume in, double[] bias, TransferFunction function) {
        return generate(in.channels(), in.size(), (c, z, y, x) -> {
            double v = in.get(c, z, y, x) + bias[c];
            if (function instanceof TransferFunction.RectifyLinear) {
                return v > 0 ? v : 0;
            } else if (function instanceof TransferFunction.Linear f) {
                return f.a() * v + f.b();
            } else if (function instanceof TransferFunction.Tanh f) {
                return f.a() * StrictMath.tanh(f.b() * v);
            } else if (function instanceof TransferFunction.SoftSign) {
                return v / (1 + Math.abs(v));
            }
            return 1 / (1 + StrictMath.exp(-v));
        });
    }

    private static Volume generate(int channels, Vec3 size, Voxel voxel) {
        Volume volume = Volume.zeros(Precision.FLOAT64, channels, size);
        double[] data = ((DoubleVolume) volume).data();
        int index = 0;
        for (int c = 0; c < channels; c++) {
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    for (int x = 0; x < size.x(); x++) {
                        data[index++] = voxel.value(c, z, y, x);
                    }
                }
            }
        }
        return volume;
    }

    /** Computes the value of a voxel. */
    private interface Voxel {
        double value(int channel, int z, int y, int x);
    }
}
