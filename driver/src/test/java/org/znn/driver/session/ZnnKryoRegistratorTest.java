package org.znn.driver.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.Filters;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;
import org.znn.common.network.SizeRelation;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;
import org.znn.common.sample.Normalization;
import org.znn.common.sample.Padding;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Precision;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.autotune.AutotuneTask;
import org.znn.driver.forward.BlockReport;
import org.znn.driver.forward.SampleBroadcast;
import org.znn.driver.spark.ClusterShape;
import org.znn.worker.autotune.AlgorithmTime;
import org.znn.worker.autotune.TuningTask;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import scala.reflect.ClassTag;

/** Everything that is sent between driver and executors survives serialization, with registration required. */
class ZnnKryoRegistratorTest {

    private static final SerializerInstance KRYO =
            new KryoSerializer(SparkSetup.configure(new SparkConf(false))).newInstance();

    @Test
    void sampleBroadcast() {
        NodeSpec input = new NodeSpec("input", NodeType.INPUT, 1, false, Optional.empty(), Map.of("type", "input"), 1);
        NodeSpec output = new NodeSpec("output", NodeType.TRANSFER, 2, false,
                Optional.of(new TransferFunction.Tanh(1.7, 0.6)), Map.of(), 4);
        EdgeSpec conv = new EdgeSpec("conv", EdgeType.CONV, "input", "output", Vec3.ONE, Vec3.ONE, Vec3.ONE, Vec3.ZERO,
                1, Map.of("type", "conv", "init", "zero"), 9);
        NetworkSpec network = new NetworkSpec("n.znn", List.of(input, output), List.of(conv));
        Filters filters = new Filters(1, 2, Vec3.ONE, new double[] {0.1, -2});
        Weights weights = new Weights(Map.of("conv", filters), Map.of("output", new double[] {3, 4}));
        VolumePart part = new VolumePart("a.h5", false, 1, ElementType.UINT8, Box.ofSize(Vec3.cube(9)));
        SampleBroadcast task = new SampleBroadcast(network, weights, Precision.FLOAT32, true, 2, Map.of("0", 4),
                AlgorithmSelection.parse("conv=fft"), Vec3.cube(5),
                new Grid(Vec3.cube(9), Vec3.cube(5)), Vec3.cube(5),
                List.of(new SampleBroadcast.Input("input", List.of(part), Padding.NONE, Normalization.identity(1),
                        SizeRelation.IDENTITY)),
                List.of(new SampleBroadcast.Output("output", 2)), 4, "parts", "f00d", Storages.standard());
        SampleBroadcast arrived = roundTrip(task);
        assertEquals(task.network(), arrived.network());
        assertEquals(task.algorithms(), arrived.algorithms());
        assertEquals(task.blocks(), arrived.blocks());
        assertEquals(task.outputs(), arrived.outputs());
        assertEquals(List.of(part), arrived.inputs().get(0).parts());
        assertEquals(task.executorCores(), arrived.executorCores());
        assertArrayEquals(filters.values(), arrived.weights().filters().get("conv").values());
        assertArrayEquals(new double[] {3, 4}, arrived.weights().biases().get("output"));
        assertArrayEquals(task.inputs().get(0).normalization().scale(),
                arrived.inputs().get(0).normalization().scale());
    }

    @Test
    void blockReport() {
        BlockReport report = new BlockReport(3, 5_000_000_000L, 1, 2, 3);
        assertEquals(report, roundTrip(report));
    }

    @Test
    void autotuning() {
        ConvolutionCall call = new ConvolutionCall(ConvolutionPass.INPUT_GRADIENT,
                new ConvolutionShape(1, 2, Vec3.cube(3), Vec3.ONE), Vec3.cube(7));
        AutotuneTask task = new AutotuneTask(Precision.FLOAT64, true, 3, Map.of("1", 2),
                List.of(new TuningTask(call, List.of(AlgorithmKind.DIRECT, AlgorithmKind.FFT))), 5, 6.5);
        assertEquals(task, roundTrip(task));
        ArrayList<AlgorithmTime> times = new ArrayList<>(List.of(new AlgorithmTime(call, AlgorithmKind.FFT, 0.25, 7)));
        assertEquals(times, roundTrip(times));
    }

    @Test
    void userSettingsTakePrecedence() {
        SparkConf user = new SparkConf(false).set("spark.master", "local[8]").set("spark.ui.enabled", "true");
        SparkConf ours = SparkSetup.configure(user);
        assertEquals("true", ours.get("spark.ui.enabled"));
        assertEquals("4", ours.get("spark.task.cpus"));
        assertEquals(new ClusterShape(1, 8, Runtime.getRuntime().maxMemory()), ClusterShape.of(ours));
    }

    @Test
    void clusterShapeFollowsTheMaster() {
        SparkConf conf = new SparkConf(false).set("spark.master", "local-cluster[2, 3, 2048]");
        assertEquals(new ClusterShape(2, 3, 1L << 30), ClusterShape.of(conf));
        conf.set("spark.master", "spark://h:7077").set("spark.executor.memory", "4g")
                .set("spark.executor.cores", "16").set("spark.cores.max", "64");
        assertEquals(new ClusterShape(4, 16, 4L << 30), ClusterShape.of(conf));
        assertTrue(ClusterShape.of(new SparkConf(false)).cores() >= 1);
    }

    private static <T> T roundTrip(T value) {
        ClassTag<T> tag = ClassTag.apply(value.getClass());
        ByteBuffer bytes = KRYO.serialize(value, tag);
        return KRYO.deserialize(bytes, tag);
    }
}
