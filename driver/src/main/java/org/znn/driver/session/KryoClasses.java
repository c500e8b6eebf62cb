package org.znn.driver.session;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import com.esotericsoftware.kryo.Kryo;
import org.apache.spark.serializer.KryoRegistrator;
import org.znn.common.config.CostFunction;
import org.znn.common.config.MalisNormalisation;
import org.znn.common.config.OutType;
import org.znn.common.config.Preprocessing;
import org.znn.common.config.Rebalance;
import org.znn.common.config.TrainingConfig;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.Filters;
import org.znn.common.network.LayerMethods;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;
import org.znn.common.network.SizeMap;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;
import org.znn.common.sample.Normalization;
import org.znn.common.sample.Padding;
import org.znn.common.sample.SectionStatistics;
import org.znn.common.sample.training.ImagePlan;
import org.znn.common.sample.training.LabelPlan;
import org.znn.common.sample.training.PatchRules;
import org.znn.common.sample.training.TrainingData;
import org.znn.common.sample.training.TrainingSample;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.choice.MeasureTask;
import org.znn.driver.forward.BlockReport;
import org.znn.driver.forward.SampleTask;
import org.znn.driver.spark.ImmutableCollectionSerializer;
import org.znn.driver.spark.RecordSerializer;
import org.znn.driver.train.PatchReport;
import org.znn.driver.train.SampleComputers;
import org.znn.driver.train.TrainSetup;
import org.znn.worker.choice.MethodTime;
import org.znn.worker.choice.Question;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.cost.PatchErrors;

/** Registers all that crosses the wire; anything else is an error. */
public final class KryoClasses implements KryoRegistrator {

    private static final List<Class<? extends Record>> RECORDS = List.of(
            Vec3.class, Box.class, Grid.class,
            NetworkSpec.class, NodeSpec.class, EdgeSpec.class, Weights.class, Filters.class,
            SizeMap.class,
            TransferFunction.Linear.class, TransferFunction.RectifyLinear.class, TransferFunction.Tanh.class,
            TransferFunction.SoftSign.class, TransferFunction.Logistics.class,
            TransferFunction.ForwardLogistics.class,
            ConvolutionChoice.class, LayerMethods.class, ConvolutionShape.class, ConvolutionCall.class,
            MeasureTask.class, Question.class, MethodTime.class,
            Padding.class, Normalization.class, SectionStatistics.class,
            SampleTask.class, SampleTask.Input.class, SampleTask.Output.class, BlockReport.class,
            TrainSetup.class, SampleComputers.class, TrainingConfig.Malis.class,
            TrainingData.class, PatchRules.class, TrainingSample.class, ImagePlan.class, LabelPlan.class,
            VolumePart.class, PatchReport.class, PatchErrors.class, FloatVolume.class, DoubleVolume.class);

    @Override
    public void registerClasses(Kryo kryo) {
        RECORDS.forEach(type -> register(kryo, type));
        ImmutableCollectionSerializer.register(kryo);
        List.of(Storages.class, NodeType.class, EdgeType.class, Precision.class, Preprocessing.class,
                OutType.class, CostFunction.class, Rebalance.class, MalisNormalisation.class, ElementType.class,
                ConvolutionMethod.class, ConvolutionPass.class,
                TreeMap.class, ArrayList.class, double[].class, double[][].class, long[].class).forEach(kryo::register);
    }

    private static <T extends Record> void register(Kryo kryo, Class<T> type) {
        kryo.register(type, new RecordSerializer<>(type));
    }
}
