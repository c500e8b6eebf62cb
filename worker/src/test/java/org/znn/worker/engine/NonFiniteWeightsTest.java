package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.znn.common.SharedData;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;

/** A diverged network of ZNN: ReLU maps NaN to 0, so that only the last biases reach the output. */
class NonFiniteWeightsTest {

    @ParameterizedTest
    @EnumSource
    void reluMapsNaNToZero(Precision precision) {
        NetworkSpec spec = NetworkParser.parse(SharedData.path("data/networks/srini2d.znn").toString());
        Weights weights =
                NetworkFileReader.read(SharedData.path("data/nets/srini2d_diverged_nan.h5").toString()).weights();
        assertEquals(List.of("conv1", "conv2", "conv3", "conv4", "conv5", "nl1", "nl2", "nl3", "nl4"),
                nonFiniteLayers(weights));
        try (ForkJoinTeam team = new ForkJoinTeam(1)) {
            InferenceNetwork network =
                    NetworkCompiler.compile(NetworkPlan.of(spec, new Vec3(1, 3, 20), precision), weights, team);
            Volume patch = VolumeAsserts.noise(precision, 1, network.inputSizes().get("input"), new Random(1));
            Volume output = network.forward(Map.of("input", patch)).get("output");
            VolumeAsserts.forEach(output, (c, z, y, x) -> assertEquals(c == 0 ? 0.00391183f : -0.00391628f,
                    output.get(c, z, y, x), 5e-9));
        }
    }

    private static List<String> nonFiniteLayers(Weights weights) {
        Map<String, double[]> layers = new TreeMap<>(weights.biases());
        weights.filters().forEach((name, filters) -> layers.put(name, filters.values()));
        return layers.entrySet().stream()
                .filter(layer -> !Arrays.stream(layer.getValue()).allMatch(Double::isFinite)).map(Map.Entry::getKey)
                .toList();
    }
}
