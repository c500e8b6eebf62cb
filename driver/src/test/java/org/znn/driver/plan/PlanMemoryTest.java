package org.znn.driver.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.config.Preprocessing;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.sample.Padding;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Precision;
import org.znn.common.volume.file.VolumePart;
import org.znn.driver.config.MemorySettings;
import org.znn.driver.spark.ClusterShape;
import org.znn.worker.autotune.AlgorithmSelector;
import org.znn.worker.engine.NetworkPlan;

/** Memory of a plan, whose pass, blocks and algorithms are selected together, against that of the compiled network. */
class PlanMemoryTest {

    private static final String NETWORK = """
            nodes input
            type input
            size 1
            edges c1
            type conv
            size 3,5,5
            input input
            output n1
            nodes n1
            type transfer
            function tanh
            size 16
            edges c2
            type conv
            size 3,3,3
            input n1
            output n2
            nodes n2
            type transfer
            function tanh
            size 16
            edges c3
            type conv
            size 1,1,1
            input n2
            output output
            nodes output
            type transfer
            function tanh
            size 2
            """;
    private static final int THREADS = 3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void planFitsTheHeap(ConvolutionMode mode) throws Exception {
        NetworkSpec network = NetworkParser.parse(Files.writeString(folder.resolve("net.znn"), NETWORK).toString());
        Set<String> selections = new HashSet<>();
        for (long heap = 3_000_000; heap < 3_000_000_000L; heap *= 4) {
            Diagnostics diagnostics = new Diagnostics();
            Optional<SamplePlan> plan = plan(network, mode, heap, diagnostics);
            if (plan.isEmpty()) {
                assertTrue(diagnostics.errors().toString().contains("fits"), diagnostics.errors()::toString);
                continue;
            }
            SamplePlan sample = plan.get();
            NetworkPlan compiled = NetworkPlan.of(network, sample.pass(), Precision.FLOAT32,
                    sample.selection().selection(), THREADS);
            assertEquals(compiled.bytes(), sample.selection().report().bytes());
            assertEquals(compiled.bytes() + compiled.outputBytes(), sample.networkBytes());
            double all = sample.networkBytes() + new BlockMemory(sample.inputs(), sample.outputs(), Precision.FLOAT32)
                    .bytes(sample.blocks().cell().min(sample.extent()));
            assertTrue(all <= heap, sample.pass() + ": " + all + " of " + heap);
            selections.add(sample.selection().selection().text());
        }
        assertFalse(selections.isEmpty(), mode::text);
    }

    @ParameterizedTest
    @EnumSource
    void passThatExceedsArraySizeIsRefusedWithTheLayer(ConvolutionMode mode) throws Exception {
        NetworkSpec network = NetworkParser.parse(Files.writeString(folder.resolve("net.znn"), NETWORK).toString());
        Diagnostics diagnostics = new Diagnostics();
        Vec3 pass = new Vec3(1, 12_000, 12_000);
        Optional<SamplePlan> plan = plan(network, mode, 1L << 44, new Vec3(5, 20_000, 20_000), Optional.of(pass),
                diagnostics);
        assertTrue(plan.isEmpty());
        String problem = diagnostics.errors().get(0).toString();
        assertTrue(problem.contains("a pass of 1,12000,12000 output voxels is too large: 'n1' with 16 maps of"
                + " 3,12002,12002 voxels needs an array of more than 2^31 - 9 elements"), problem);
        Matcher near = Pattern.compile("forward_outsz = (\\S+) fits").matcher(problem);
        assertTrue(near.find(), problem);
        diagnostics = new Diagnostics();
        Vec3 fits = Vec3.parse(near.group(1));
        assertEquals(fits, plan(network, mode, 1L << 44, new Vec3(5, 20_000, 20_000), Optional.of(fits), diagnostics)
                .orElseThrow().pass());
    }

    private static Optional<SamplePlan> plan(NetworkSpec network, ConvolutionMode mode, long heap,
            Diagnostics diagnostics) {
        return plan(network, mode, heap, new Vec3(16, 70, 70), Optional.empty(), diagnostics);
    }

    private static Optional<SamplePlan> plan(NetworkSpec network, ConvolutionMode mode, long heap, Vec3 size,
            Optional<Vec3> wanted, Diagnostics diagnostics) {
        VolumePart image = new VolumePart("image.h5", false, 1, ElementType.UINT8, Box.ofSize(size));
        InputPlan input = new InputPlan("input", List.of(image), List.of(Preprocessing.NONE), Padding.NONE,
                NetworkGeometry.of(network).sizeRelation("input"), "spec:1", Optional.empty());
        OutputPlan output = new OutputPlan("output", 2, "out", Vec3.ONE, Vec3.ZERO, Optional.empty());
        return new SamplePlanner(network, Precision.FLOAT32,
                new AlgorithmSelector(mode, Precision.FLOAT32, THREADS), new ClusterShape(1, THREADS, heap),
                new MemorySettings(1), diagnostics)
                .plan(1, List.of(input), List.of(output), wanted, Optional.empty(), "job:1");
    }
}
