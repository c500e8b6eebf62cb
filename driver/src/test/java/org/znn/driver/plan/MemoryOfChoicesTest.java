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
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.problem.Problems;
import org.znn.common.sample.Padding;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Precision;
import org.znn.common.volume.file.VolumePart;
import org.znn.driver.config.MemorySettings;
import org.znn.driver.spark.ClusterShape;
import org.znn.worker.choice.ConvolutionChooser;
import org.znn.worker.engine.NetworkPlan;

/** Pass, block and methods are chosen together, and what the plan tells of their memory is true. */
class MemoryOfChoicesTest {

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
    void neverMoreThanThereIs(ConvolutionMode mode) throws Exception {
        NetworkSpec network = NetworkParser.parse(Files.writeString(folder.resolve("net.znn"), NETWORK).toString());
        Set<String> choices = new HashSet<>();
        for (long heap = 3_000_000; heap < 3_000_000_000L; heap *= 4) {
            Problems problems = new Problems();
            Optional<SamplePlan> plan = plan(network, mode, heap, problems);
            if (plan.isEmpty()) {
                assertTrue(problems.errors().toString().contains("fits"), problems.errors()::toString);
                continue;
            }
            SamplePlan sample = plan.get();
            NetworkPlan engine = NetworkPlan.of(network, sample.pass(), Precision.FLOAT32, sample.choice().choice(),
                    THREADS);
            assertEquals(engine.bytes(), sample.choice().decision().bytes());
            assertEquals(engine.bytes() + engine.outputBytes(), sample.networkBytes());
            double all = sample.networkBytes() + new BlockBytes(sample.inputs(), sample.outputs(), Precision.FLOAT32)
                    .of(sample.blocks().cell().min(sample.extent()));
            assertTrue(all <= heap, sample.pass() + ": " + all + " of " + heap);
            choices.add(sample.choice().choice().text());
        }
        assertFalse(choices.isEmpty(), mode::text);
    }

    @ParameterizedTest
    @EnumSource
    void whatNoArrayHoldsIsRefusedWithItsLayer(ConvolutionMode mode) throws Exception {
        NetworkSpec network = NetworkParser.parse(Files.writeString(folder.resolve("net.znn"), NETWORK).toString());
        Problems problems = new Problems();
        Vec3 pass = new Vec3(1, 12_000, 12_000);
        Optional<SamplePlan> plan = plan(network, mode, 1L << 44, new Vec3(5, 20_000, 20_000), Optional.of(pass),
                problems);
        assertTrue(plan.isEmpty());
        String problem = problems.errors().get(0).toString();
        assertTrue(problem.contains("a pass of 1,12000,12000 output voxels is too large: for 16 maps of 3,12002,12002"
                + " voxels 'n1' would need an array of more than 2^31 - 9 numbers"), problem);
        Matcher near = Pattern.compile("forward_outsz = (\\S+) fits").matcher(problem);
        assertTrue(near.find(), problem);
        problems = new Problems();
        Vec3 fits = Vec3.parse(near.group(1));
        assertEquals(fits, plan(network, mode, 1L << 44, new Vec3(5, 20_000, 20_000), Optional.of(fits), problems)
                .orElseThrow().pass());
    }

    private static Optional<SamplePlan> plan(NetworkSpec network, ConvolutionMode mode, long heap, Problems problems) {
        return plan(network, mode, heap, new Vec3(16, 70, 70), Optional.empty(), problems);
    }

    private static Optional<SamplePlan> plan(NetworkSpec network, ConvolutionMode mode, long heap, Vec3 size,
            Optional<Vec3> wanted, Problems problems) {
        VolumePart image = new VolumePart("image.h5", false, 1, ElementType.UINT8, Box.ofSize(size));
        InputPlan input = new InputPlan("input", List.of(image), List.of(Preprocessing.NONE), Padding.NONE,
                NetworkGeometry.of(network).sizeMap("input"), "spec:1");
        OutputPlan output = new OutputPlan("output", 2, "out", Vec3.ONE, Vec3.ZERO);
        return new SamplePlanner(network, Precision.FLOAT32,
                new ConvolutionChooser(mode, Precision.FLOAT32, THREADS), new ClusterShape(1, THREADS, heap),
                new MemorySettings(1), problems)
                .plan(1, List.of(input), List.of(output), wanted, Optional.empty(), "job:1");
    }
}
