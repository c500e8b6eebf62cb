package org.znn.driver.train;

import java.util.List;
import org.znn.common.config.CostFunction;
import org.znn.common.config.OutputType;
import org.znn.common.config.TrainingConfig;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkSpec;
import org.znn.common.sample.training.LoadedData;
import org.znn.common.sample.training.TrainingData;
import org.znn.common.volume.Precision;
import org.znn.common.volume.storage.Storages;
import org.znn.worker.cost.Costs;
import org.znn.worker.engine.NetworkCompiler;
import org.znn.worker.engine.TrainingNetwork;
import org.znn.worker.engine.TrainingPlan;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Creates the {@link PatchTrainer} of a job from the job's network and samples. Contains only descriptions; the
 * executor loads the data and compiles the network.
 *
 * @param network      graph of the network
 * @param outputSize   output voxels of a patch (z, y, x)
 * @param precision    precision of the computation
 * @param seed         seed of the run
 * @param costFunction cost function to minimise
 * @param outputType   meaning of the outputs
 * @param malis        MALIS weighting of the gradients
 * @param data         files of all samples
 * @param trainSamples numbers of the training samples
 * @param testSamples  numbers of the test samples
 * @param storages     file systems of the data
 */
public record NetworkPatchTrainerFactory(NetworkSpec network, Vec3 outputSize, Precision precision, long seed,
        CostFunction costFunction, OutputType outputType, TrainingConfig.Malis malis, TrainingData data,
        List<Integer> trainSamples, List<Integer> testSamples, Storages storages) implements PatchTrainerFactory {

    @Override
    public PatchTrainer create(ForkJoinTeam team, AlgorithmSelection algorithms) {
        LoadedData loaded = data.load(storages);
        WeightLayout layout = new WeightLayout(network);
        TrainingPlan plan = TrainingPlan.of(network, outputSize, precision, algorithms, team.size());
        TrainingNetwork compiled =
                NetworkCompiler.compileTraining(plan, layout.unflatten(new double[layout.length()]), team);
        return new PatchTrainer(compiled, layout, precision, seed, Costs.of(costFunction, outputType, malis),
                loaded.sampler(trainSamples), loaded.sampler(testSamples));
    }
}
