package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.SharedData;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;

/**
 * ZNN's own networks hold the planned bytes within 5 %, and work in a heap of that size plus inputs and outputs.
 */
@Tag("slow")
class PlannedHeapTest {

    private static final double SLACK = 0.05;
    private static final int MEBIBYTE = 1 << 20;
    /** Classes, constants, lists and small objects of a network and a pass. */
    private static final long SMALL_OBJECTS = 6L * MEBIBYTE;
    /** Young generation of the collector. */
    private static final long YOUNG_GENERATION = 12L * MEBIBYTE;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource
    void passes(String network, String size, AlgorithmKind kind, TestReporter reporter) throws Exception {
        Path file = SharedData.path("data/networks/" + network);
        NetworkSpec spec = NetworkParser.parse(file.toString());
        NetworkPlan plan = NetworkPlan.of(spec, Vec3.parse(size), Precision.FLOAT32,
                new Variants.Variant(Precision.FLOAT32, kind).algorithms(spec), HeapProbe.THREADS);
        long weights = TrainingPlan.of(spec, Vec3.ONE, Precision.FLOAT32).gradientBytes();
        check(plan.bytes(), weights + inputBytes(spec, plan.inputSizes()) + plan.outputBytes(), reporter, "forward",
                file.toString(), size, kind.name());
    }

    static Stream<Arguments> passes() {
        return withEveryAlgorithm(Map.of("N4_relu.znn", "1,320,320", "VD2D3D.znn", "4,100,100", "3d_3.znn", "8,8,8",
                "3d_5.znn", "4,4,4"));
    }

    @ParameterizedTest
    @MethodSource
    void trainingSteps(String network, String size, AlgorithmKind kind, TestReporter reporter)
            throws Exception {
        Path file = SharedData.path("data/networks/" + network);
        NetworkSpec spec = NetworkParser.parse(file.toString());
        TrainingPlan plan = TrainingPlan.of(spec, Vec3.parse(size), Precision.FLOAT32,
                new Variants.Variant(Precision.FLOAT32, kind).algorithms(spec), HeapProbe.THREADS);
        check(plan.bytes(), 2 * plan.gradientBytes() + inputBytes(spec, plan.inputSizes()) + 2 * plan.outputBytes(),
                reporter, "train", file.toString(), size, kind.name());
    }

    static Stream<Arguments> trainingSteps() {
        return withEveryAlgorithm(Map.of("N4_relu.znn", "1,100,100", "3d_5.znn", "4,4,4"));
    }

    private static Stream<Arguments> withEveryAlgorithm(Map<String, String> sizes) {
        return new TreeMap<>(sizes).entrySet().stream().flatMap(e -> Arrays.stream(AlgorithmKind.values())
                .map(kind -> Arguments.of(e.getKey(), e.getValue(), kind)));
    }

    private static long inputBytes(NetworkSpec spec, Map<String, Vec3> sizes) {
        return sizes.entrySet().stream().mapToLong(e -> Float.BYTES * spec.node(e.getKey()).featureMaps()
                * e.getValue().product()).sum();
    }

    private void check(long planned, long additional, TestReporter reporter, String... arguments)
            throws IOException, InterruptedException {
        long heap = (long) (planned * (1 + SLACK)) + additional + SMALL_OBJECTS + YOUNG_GENERATION;
        long held = probe(heap, arguments);
        String summary = String.join(" ", arguments) + ": " + held + " bytes held, " + planned + " planned";
        reporter.publishEntry(summary);
        assertTrue(Math.abs(held - planned) <= SLACK * planned, summary);
    }

    /** Result of {@link HeapProbe} in a heap of a given size whose collector keeps no dead objects. */
    private long probe(long heap, String... arguments) throws IOException, InterruptedException {
        Path result = folder.resolve("held");
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC", "-XX:MarkSweepDeadRatio=0",
                "-Xmn" + YOUNG_GENERATION, "-Xmx" + IntMath.ceilDiv(heap, MEBIBYTE) + "m", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                HeapProbe.class.getName()));
        command.addAll(List.of(arguments));
        command.add(result.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        int exit = process.waitFor();
        String processOutput = Files.readString(output);
        assertEquals(0, exit, () -> String.join(" ", arguments) + " in a heap of " + heap + " bytes: " + processOutput);
        return Long.parseLong(Files.readString(result));
    }
}
