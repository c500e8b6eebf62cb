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
 * The files of a run under ZNN's names (ZNN-SEMANTICS 8), each complete as soon as it has its name. The file from which
 * the run would go on, {@code <prefix>_current.h5}, is renewed last.
 */
final class Checkpoints {

    private final NetworkSpec network;
    private final TrainingConfig config;
    private final String prefix;
    private final boolean standard;

    Checkpoints(NetworkSpec network, TrainingConfig config) {
        this.network = network;
        this.config = config;
        prefix = config.netPrefix();
        standard = config.output().standardLayout();
    }

    /** Saves the network before the first step of a run, unless its file is there; its path. */
    String begin(RunState state) throws IOException {
        String path = state.step() == 0 ? prefix + "_init.h5" : numbered(state.step());
        if (state.step() == 0 || !Files.exists(Path.of(path))) {
            write(path, state, state.eta(), Map.of());
            if (!standard) {
                NetworkFileWriter.writeCurve(Path.of(prefix + "_init_iter0_statistics_0.h5"), state.curve());
            }
        }
        return path;
    }

    /**
     * Saves the network after a step; its path.
     *
     * @param next  learning rate of the next step
     * @param patch the last one, where it is kept
     */
    String save(RunState state, double next, Map<String, Map<String, Volume>> patch) throws IOException {
        String path = numbered(state.step());
        write(path, state, next, patch);
        if (!standard) {
            String curve = prefix + "_statistics_" + state.curve().train().last() + ".h5";
            NetworkFileWriter.writeCurve(Path.of(curve), state.curve());
            copy(curve, prefix + "_statistics_current.h5");
        }
        copy(path, prefix + "_current.h5");
        return path;
    }

    private String numbered(long step) {
        return prefix + "_" + step + ".h5";
    }

    private void write(String path, RunState state, double next, Map<String, Map<String, Volume>> patch)
            throws IOException {
        NetworkFileWriter writer = new NetworkFileWriter(config.job().precision(),
                new Hyperparameters(state.eta(), config.descent().momentum(), config.descent().weightDecay()));
        ResumePoint resume = new ResumePoint(state.step(), state.seed(), config.job().precision(),
                config.descent().batch(), next, StartReader.annealing(config), state.interval().sums(),
                state.choice());
        SavedNetwork saved = new SavedNetwork(network, state.layers(), state.momentum(), state.curve(),
                Optional.of(resume), patch);
        if (standard) {
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
