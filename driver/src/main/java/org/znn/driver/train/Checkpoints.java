package org.znn.driver.train;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * complete as soon as it has its final name; {@code <prefix>_current.h5}, from which a run resumes, is replaced last.
 */
final class Checkpoints {

    private final NetworkSpec network;
    private final TrainingConfig config;
    private final String prefix;
    private final boolean standardLayout;

    Checkpoints(NetworkSpec network, TrainingConfig config) {
        this.network = network;
        this.config = config;
        prefix = config.netPrefix();
        standardLayout = config.output().standardLayout();
    }

    /**
     * Saves the network before the first step; in a resumed run, only if the file of the last completed step is
     * missing.
     *
     * @return path of the file
     */
    String saveInitial(RunState state) throws IOException {
        String path = state.step() == 0 ? prefix + "_init.h5" : pathOfStep(state.step());
        if (state.step() == 0 || !Files.exists(Path.of(path))) {
            write(path, state, state.eta(), Map.of());
            if (!standardLayout) {
                NetworkFileWriter.writeCurve(Path.of(prefix + "_init_iter0_statistics_0.h5"), state.curve());
            }
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
        String path = pathOfStep(state.step());
        write(path, state, nextEta, debugVolumes);
        if (!standardLayout) {
            String curve = prefix + "_statistics_" + state.curve().train().lastIteration() + ".h5";
            NetworkFileWriter.writeCurve(Path.of(curve), state.curve());
            copy(curve, prefix + "_statistics_current.h5");
        }
        copy(path, prefix + "_current.h5");
        return path;
    }

    private String pathOfStep(long step) {
        return prefix + "_" + step + ".h5";
    }

    private void write(String path, RunState state, double nextEta, Map<String, Map<String, Volume>> debugVolumes)
            throws IOException {
        NetworkFileWriter writer = new NetworkFileWriter(config.job().precision(),
                new Hyperparameters(state.eta(), config.sgd().momentum(), config.sgd().weightDecay()));
        ResumePoint resume = new ResumePoint(state.step(), state.seed(), config.job().precision(),
                config.sgd().batchSize(), nextEta, CheckpointLoader.annealing(config), state.intervalErrors().sums(),
                state.algorithms());
        SavedNetwork saved = new SavedNetwork(network, state.layerWeights(), state.layerMomentum(), state.curve(),
                Optional.of(resume), debugVolumes);
        if (standardLayout) {
            writer.write(Path.of(path), saved);
        } else {
            writer.writeAtRoot(Path.of(path), saved);
        }
    }

    private static void copy(String from, String to) throws IOException {
        try (PendingFile file = PendingFile.create(Storages.standard().of(to), to)) {
            OutputStream out = file.stream();
            Files.copy(Path.of(from), out);
            file.commit();
        }
    }
}
