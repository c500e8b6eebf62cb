package org.znn.driver.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.znn.worker.autotune.AlgorithmTime;
import org.znn.worker.autotune.TuningTask;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import scala.reflect.ClassTag;

/** Objects sent between driver and executors survive serialization, with registration required. */
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
        SampleBroadcast broadcast = new SampleBroadcast(network, weights, Precision.FLOAT32, true, 2, Map.of("0", 4),
                AlgorithmSelection.parse("conv=fft"), Vec3.cube(5),
                new Grid(Vec3.cube(9), Vec3.cube(5)), Vec3.cube(5),
                List.of(new SampleBroadcast.Input("input", List.of(part), Padding.NONE, Normalization.identity(1),
                        SizeRelation.IDENTITY)),
                List.of(new SampleBroadcast.Output("output", 2)), 4, "parts", "f00d", Storages.standard());
        SampleBroadcast arrived = roundTrip(broadcast);
        assertEquals(broadcast.network(), arrived.network());
        assertEquals(broadcast.algorithms(), arrived.algorithms());
        assertEquals(broadcast.blocks(), arrived.blocks());
        assertEquals(broadcast.outputs(), arrived.outputs());
        assertEquals(List.of(part), arrived.inputs().get(0).parts());
        assertEquals(broadcast.executorCores(), arrived.executorCores());
        assertArrayEquals(filters.values(), arrived.weights().filters().get("conv").values());
        assertArrayEquals(new double[] {3, 4}, arrived.weights().biases().get("output"));
        assertArrayEquals(broadcast.inputs().get(0).normalization().scale(),
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

    private static <T> T roundTrip(T value) {
        ClassTag<T> tag = ClassTag.apply(value.getClass());
        ByteBuffer bytes = KRYO.serialize(value, tag);
        return KRYO.deserialize(bytes, tag);
    }
}
