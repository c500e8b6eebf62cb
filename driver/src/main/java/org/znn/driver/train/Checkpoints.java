package org.znn.driver.train;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.znn.common.config.TrainingConfig;
import org.znn.common.network.Hyperparameters;
import org.znn.common.network.NetworkFileWriter;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.ResumePoint;
import org.znn.common.network.SavedNetwork;
import org.znn.common.volume.Volume;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storages;

/**
 * Writes the networks and learning curves of a training run under ZNN's file names (ZNN-SEMANTICS 8). Each file is
 * complete as soon as it has its final name. {@code <prefix>_current.h5}, from which a run resumes, is written after
 * the learning curve that belongs to it and before the numbered file, which is a copy: whenever the program is killed,
 * the run goes on from a consistent state and {@link #repair} writes what is missing.
 */
final class Checkpoints {

    private final NetworkSpec network;
    private final TrainingConfig config;
    private final TrainingInputs inputs;
    private final Storages storages;
    private final String prefix;
    private final RunFileNames names;
    private final boolean standardLayout;

    Checkpoints(NetworkSpec network, TrainingConfig config, TrainingInputs inputs, Storages storages) {
        this.network = network;
        this.config = config;
        this.inputs = inputs;
        this.storages = storages;
        prefix = config.netPrefix();
        names = new RunFileNames(config);
        standardLayout = config.output().standardLayout();
    }

    /**
     * Saves the network before the first step; in a resumed run, only if the file of the last completed step is
     * missing.
     *
     * @return path of the file
     */
    String saveInitial(RunState state) throws IOException {
        if (state.step() > 0) {
            String path = names.ofStep(state.step());
            if (!storages.of(path).exists(path)) {
                write(path, state, state.eta(), Map.of());
                if (!standardLayout) {
                    NetworkFileWriter.writeCurve(curvePath(state), storages, state.curve());
                }
            }
            return path;
        }
        String path = names.initial();
        write(path, state, state.eta(), Map.of());
        if (!standardLayout) {
            NetworkFileWriter.writeCurve(prefix + "_init_iter0_statistics_0.h5", storages, state.curve());
        }
        return path;
    }

    /**
     * Saves the network after a step.
     *
     * @param nextEta      learning rate of the next step
     * @param debugVolumes volumes of the last patch by kind and node; empty unless {@code is_debug}
     * @return path of the numbered file
     */
    String save(RunState state, double nextEta, Map<String, Map<String, Volume>> debugVolumes) throws IOException {
        if (!standardLayout) {
            String curve = curvePath(state);
            NetworkFileWriter.writeCurve(curve, storages, state.curve());
            PendingFile.copy(storages, curve, prefix + "_statistics_current.h5");
        }
        write(names.current(), state, nextEta, debugVolumes);
        String path = names.ofStep(state.step());
        PendingFile.copy(storages, names.current(), path);
        return path;
    }

    /**
     * Writes the numbered file of a run that resumes from {@code <prefix>_current.h5}, if a killed run had not yet.
     *
     * @return path of the file if it was written
     */
    Optional<String> repair(RunState state) throws IOException {
        String path = names.ofStep(state.step());
        if (storages.of(path).exists(path)) {
            return Optional.empty();
        }
        PendingFile.copy(storages, names.current(), path);
        return Optional.of(path);
    }

    private String curvePath(RunState state) {
        return prefix + "_statistics_" + state.curve().train().lastIteration() + ".h5";
    }

    private void write(String path, RunState state, double nextEta, Map<String, Map<String, Volume>> debugVolumes)
            throws IOException {
        NetworkFileWriter writer = new NetworkFileWriter(config.job().precision(),
                new Hyperparameters(state.eta(), config.sgd().momentum(), config.sgd().weightDecay()));
        ResumePoint resume = new ResumePoint(state.step(), state.seed(), config.job().precision(),
                config.sgd().batchSize(), nextEta, ResumedRun.annealing(config), state.intervalErrors().sums(),
                state.algorithms(), inputs.identities());
        SavedNetwork saved = new SavedNetwork(network, state.layerWeights(), state.layerMomentum(), state.curve(),
                Optional.of(resume), debugVolumes);
        if (standardLayout) {
            writer.write(path, storages, saved);
        } else {
            writer.writeAtRoot(path, storages, saved);
        }
    }
}
