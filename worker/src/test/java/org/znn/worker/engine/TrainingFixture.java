package org.znn.worker.engine;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.Filters;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;

/** Patches, gradients and flattened weights for tests of training. */
final class TrainingFixture {

    private TrainingFixture() {
    }

    /** Compiles a network with one algorithm, as far as it is supported. */
    static <A> TrainingNetwork compile(Backend<A> backend, AlgorithmKind kind, NetworkSpec spec, Vec3 size,
            Weights weights, ForkJoinTeam team) {
        TrainingPlan plan =
                TrainingPlan.of(spec, size, backend, Variants.uniform(spec, backend, kind), team.size());
        return new CompiledTraining(plan, weights, team, PassListener.NONE);
    }

    static Map<String, Volume> inputs(NetworkSpec spec, TrainingNetwork network, Precision precision, Random random) {
        return VolumeAsserts.noise(precision, spec, network.inputSizes(), random);
    }

    static Map<String, Volume> outputGradients(NetworkSpec spec, Vec3 size, Precision precision, Random random) {
        Map<String, Volume> gradients = new TreeMap<>();
        for (NodeSpec node : spec.outputs()) {
            gradients.put(node.name(), VolumeAsserts.noise(precision, node.featureMaps(), size, random));
        }
        return gradients;
    }

    /** Inner product of all voxels of all volumes. */
    static double product(Map<String, Volume> a, Map<String, Volume> b) {
        double[] sum = new double[1];
        a.forEach((name, volume) -> VolumeAsserts.forEach(volume, (c, z, y, x) ->
                sum[0] += volume.get(c, z, y, x) * b.get(name).get(c, z, y, x)));
        return sum[0];
    }

    /** All weights in one array: filters by name, then biases by name. */
    static double[] flat(Weights weights) {
        double[] flat = new double[count(weights)];
        int offset = 0;
        for (Filters filters : weights.filters().values()) {
            System.arraycopy(filters.values(), 0, flat, offset, filters.values().length);
            offset += filters.values().length;
        }
        for (double[] biases : weights.biases().values()) {
            System.arraycopy(biases, 0, flat, offset, biases.length);
            offset += biases.length;
        }
        return flat;
    }

    /** Weights of given shapes, from an array in the order of {@link #flat}. */
    static Weights of(Weights shapes, double[] flat) {
        Map<String, Filters> filters = new TreeMap<>();
        Map<String, double[]> biases = new TreeMap<>();
        int[] offset = new int[1];
        shapes.filters().forEach((name, f) ->
                filters.put(name, new Filters(f.in(), f.out(), f.size(), next(flat, offset, f.values().length))));
        shapes.biases().forEach((name, b) -> biases.put(name, next(flat, offset, b.length)));
        return new Weights(filters, biases);
    }

    private static double[] next(double[] flat, int[] offset, int count) {
        double[] part = new double[count];
        System.arraycopy(flat, offset[0], part, 0, count);
        offset[0] += count;
        return part;
    }

    private static int count(Weights weights) {
        return weights.filters().values().stream().mapToInt(f -> f.values().length).sum()
                + weights.biases().values().stream().mapToInt(b -> b.length).sum();
    }
}
