package org.znn.worker.engine;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;

/** Executes a network in a JVM whose heap {@link PlannedHeapTest} chooses, and reports the bytes the network holds. */
final class HeapProbe {

    static final int THREADS = 2;
    private static final int ROUNDS = 2;

    private HeapProbe() {
    }

    /**
     * Executes a network.
     *
     * @param arguments {@code forward} or {@code train}, network file, output size, algorithm, and the file that
     *                  receives the number of bytes held
     */
    public static void main(String[] arguments) throws IOException {
        NetworkSpec spec = NetworkParser.parse(arguments[1]);
        Vec3 size = Vec3.parse(arguments[2]);
        Variants.Variant variant = new Variants.Variant(Precision.FLOAT32, AlgorithmKind.valueOf(arguments[3]));
        Weights weights = NetworkBuilder.weights(spec, new Random(1));
        try (ForkJoinTeam team = new ForkJoinTeam(THREADS)) {
            long held = arguments[0].equals("train")
                    ? train(TrainingPlan.of(spec, size, Precision.FLOAT32, variant.algorithms(spec), THREADS), weights,
                            team)
                    : forward(NetworkPlan.of(spec, size, Precision.FLOAT32, variant.algorithms(spec), THREADS),
                            weights, team);
            Files.writeString(Path.of(arguments[4]), String.valueOf(held));
        }
    }

    private static long forward(NetworkPlan plan, Weights weights, ForkJoinTeam team) {
        Map<String, Volume> inputs = inputs(plan.pass().spec(), plan.inputSizes());
        long before = held();
        InferenceNetwork network = NetworkCompiler.compile(plan, weights, team);
        for (int round = 0; round < ROUNDS; round++) {
            network.forward(inputs);
        }
        long after = held();
        Reference.reachabilityFence(network);
        return after - before;
    }

    private static long train(TrainingPlan plan, Weights weights, ForkJoinTeam team) {
        NetworkSpec spec = plan.pass().spec();
        Map<String, Volume> inputs = inputs(spec, plan.inputSizes());
        Map<String, Volume> gradients =
                TrainingFixture.outputGradients(spec, plan.outputSize(), Precision.FLOAT32, new Random(3));
        long before = held();
        TrainingNetwork network = NetworkCompiler.compileTraining(plan, weights, team);
        for (int round = 0; round < ROUNDS; round++) {
            network.setWeights(weights);
            network.forward(inputs, round);
            network.backward(gradients);
        }
        long after = held();
        Reference.reachabilityFence(network);
        return after - before;
    }

    private static Map<String, Volume> inputs(NetworkSpec spec, Map<String, Vec3> sizes) {
        Map<String, Volume> inputs = new TreeMap<>();
        sizes.forEach((node, size) ->
                inputs.put(node,
                        VolumeAsserts.noise(Precision.FLOAT32, spec.node(node).featureMaps(), size, new Random(2))));
        return inputs;
    }

    private static long held() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
