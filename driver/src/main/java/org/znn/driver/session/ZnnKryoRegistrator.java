package org.znn.driver.session;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import com.esotericsoftware.kryo.Kryo;
import org.apache.spark.serializer.KryoRegistrator;
import org.znn.common.config.CostFunction;
import org.znn.common.config.MalisNormalisation;
import org.znn.common.config.OutputType;
import org.znn.common.config.Preprocessing;
import org.znn.common.config.RebalanceMode;
import org.znn.common.config.TrainingConfig;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.Filters;
import org.znn.common.network.LayerAlgorithms;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;
import org.znn.common.network.SizeRelation;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;
import org.znn.common.sample.Normalization;
import org.znn.common.sample.Padding;
import org.znn.common.sample.SectionStatistics;
import org.znn.common.sample.training.ImagePlan;
import org.znn.common.sample.training.LabelPlan;
import org.znn.common.sample.training.PatchSpec;
import org.znn.common.sample.training.TrainingData;
import org.znn.common.sample.training.TrainingSample;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.identity.ContentDigest;
import org.znn.common.volume.identity.FileIdentity;
import org.znn.common.volume.identity.VolumeIdentity;
import org.znn.common.volume.storage.FileVersion;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.autotune.AutotuneTask;
import org.znn.driver.forward.BlockReport;
import org.znn.driver.forward.SampleBroadcast;
import org.znn.driver.forward.StatisticsInput;
import org.znn.driver.spark.ImmutableCollectionSerializers;
import org.znn.driver.spark.RecordSerializer;
import org.znn.driver.train.NetworkPatchTrainerFactory;
import org.znn.driver.train.PatchResult;
import org.znn.driver.train.TrainBroadcast;
import org.znn.worker.autotune.AlgorithmTime;
import org.znn.worker.autotune.TuningTask;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.cost.PatchErrors;

/** Registers all classes that are sent between driver and executors; serializing any other class is an error. */
public final class ZnnKryoRegistrator implements KryoRegistrator {

    private static final List<Class<? extends Record>> RECORDS = List.of(
            Vec3.class, Box.class, Grid.class,
            NetworkSpec.class, NodeSpec.class, EdgeSpec.class, Weights.class, Filters.class,
            SizeRelation.class,
            TransferFunction.Linear.class, TransferFunction.RectifyLinear.class, TransferFunction.Tanh.class,
            TransferFunction.SoftSign.class, TransferFunction.Logistics.class,
            TransferFunction.ForwardLogistics.class,
            AlgorithmSelection.class, LayerAlgorithms.class, ConvolutionShape.class, ConvolutionCall.class,
            AutotuneTask.class, TuningTask.class, AlgorithmTime.class,
            Padding.class, Normalization.class, SectionStatistics.class,
            SampleBroadcast.class, SampleBroadcast.Input.class, SampleBroadcast.Output.class, BlockReport.class,
            TrainBroadcast.class, NetworkPatchTrainerFactory.class, TrainingConfig.Malis.class,
            TrainingData.class, PatchSpec.class, TrainingSample.class, ImagePlan.class, LabelPlan.class,
            VolumePart.class, VolumeIdentity.class, FileIdentity.class, ContentDigest.class, FileVersion.class,
            StatisticsInput.class, PatchResult.class, PatchErrors.class, FloatVolume.class, DoubleVolume.class);

    @Override
    public void registerClasses(Kryo kryo) {
        RECORDS.forEach(type -> register(kryo, type));
        ImmutableCollectionSerializers.register(kryo);
        List.of(Storages.class, NodeType.class, EdgeType.class, Precision.class, Preprocessing.class,
                OutputType.class, CostFunction.class, RebalanceMode.class, MalisNormalisation.class, ElementType.class,
                AlgorithmKind.class, ConvolutionPass.class, VolumeIdentity.Layout.class, FileVersion.Kind.class,
                TreeMap.class, ArrayList.class, double[].class, double[][].class, long[].class).forEach(kryo::register);
    }

    private static <T extends Record> void register(Kryo kryo, Class<T> type) {
        kryo.register(type, new RecordSerializer<>(type));
    }
}
