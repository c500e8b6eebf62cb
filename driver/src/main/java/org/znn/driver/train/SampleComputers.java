package org.znn.driver.train;

import java.util.List;
import org.znn.common.config.CostFunction;
import org.znn.common.config.OutType;
import org.znn.common.config.TrainingConfig;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.NetworkSpec;
import org.znn.common.sample.training.LoadedData;
import org.znn.common.sample.training.TrainingData;
import org.znn.common.volume.Precision;
import org.znn.common.volume.storage.Storages;
import org.znn.worker.cost.Costs;
import org.znn.worker.engine.NetworkCompiler;
import org.znn.worker.engine.TrainingNetwork;
import org.znn.worker.engine.TrainingPlan;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Computes patches of a job's samples with its network: all of it in words, for an executor to load and compile.
 *
 * @param network      its graph
 * @param outputSize   voxels of an output patch
 * @param precision    to compute in
 * @param seed         of the run
 * @param costFunction that is minimised
 * @param outType      what outputs tell
 * @param malis        whether and how gradients are weighted by MALIS
 * @param data         of all samples
 * @param training     numbers of those to learn from
 * @param testing      numbers of those to test on
 * @param storages     where files are found
 */
public record SampleComputers(NetworkSpec network, Vec3 outputSize, Precision precision, long seed,
        CostFunction costFunction, OutType outType, TrainingConfig.Malis malis, TrainingData data,
        List<Integer> training, List<Integer> testing, Storages storages) implements ComputerFactory {

    @Override
    public PatchComputer make(ThreadTeam team, ConvolutionChoice choice) {
        LoadedData loaded = data.load(storages);
        WeightLayout layout = new WeightLayout(network);
        TrainingPlan plan = TrainingPlan.of(network, outputSize, precision, choice, team.size());
        TrainingNetwork compiled =
                NetworkCompiler.compileTraining(plan, layout.weights(new double[layout.length()]), team);
        return new PatchComputer(compiled, layout, precision, seed, Costs.of(costFunction, outType, malis),
                loaded.source(training), loaded.source(testing));
    }
}
