package org.znn.driver.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.znn.common.config.TrainingConfig;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.InitialWeights;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.WeightLoader;
import org.znn.common.network.Weights;
import org.znn.common.text.UserPath;
import org.znn.common.volume.storage.Storages;

/**
 * Determines the state from which a training run starts. A run with a checkpoint, {@code <prefix>_current.h5}, resumes
 * from it, so that a command that was killed can be repeated as it is. Otherwise the run starts from the state of
 * another run ({@code --resume}), with the weights of another network ({@code -s}), or with random weights. ZNN takes
 * weights, momentum and step from {@code -s} alike (ZNN-SEMANTICS 8.2).
 */
final class CheckpointLoader {

    private final NetworkSpec network;
    private final TrainingConfig config;
    private final boolean seedGiven;
    private final TrainingInputs inputs;
    private final Storages storages;
    private final Diagnostics diagnostics;
    private final RunFileNames names;
    private final String currentFile;

    /**
     * Creates a loader for one job.
     *
     * @param seedGiven whether the job file sets the seed
     * @param inputs    images, labels and masks of the job
     */
    CheckpointLoader(NetworkSpec network, TrainingConfig config, boolean seedGiven, TrainingInputs inputs,
            Storages storages, Diagnostics diagnostics) {
        this.network = network;
        this.config = config;
        this.seedGiven = seedGiven;
        this.inputs = inputs;
        this.storages = storages;
        this.diagnostics = diagnostics;
        names = new RunFileNames(config);
        currentFile = names.current();
    }

    /**
     * Loads the initial state.
     *
     * @param overwrite whether files of another run may be replaced
     * @return empty if there is no valid state; the errors are then reported
     */
    Optional<InitialState> load(StartFiles start, boolean overwrite) {
        Optional<String> resume = start.resume();
        try {
            boolean exists = storages.of(currentFile).exists(currentFile);
            if (resume.filter(this::isOwn).isPresent()) {
                Optional<InitialState> state = resumeFrom(resume.get(), List.of());
                return exists && isSame(resume.get(), currentFile) ? state.map(InitialState::asCurrent) : state;
            }
            if (exists) {
                if (overwrite) {
                    diagnostics.warn("--overwrite", "has no effect, because " + currentFile + " exists and the run goes"
                            + " on from it", "for a new run choose another train_net_prefix, or delete the file");
                }
                return resumeFrom(currentFile, notRead(start)).map(InitialState::asCurrent);
            }
            Optional<InitialState> state = resume.isPresent() ? resumeFrom(resume.get(), List.of())
                    : start.seed().isPresent() ? newRunWith(start.seed().get()) : randomWeights();
            return new FilesInTheWay(network, names, storages, diagnostics).replaceable(state, start.seed(), overwrite)
                    .flatMap(files -> state.map(s -> s.replacing(files)));
        } catch (IOException e) {
            diagnostics.error(currentFile, "cannot be read: " + e.getMessage(), "check train_net_prefix");
            return Optional.empty();
        }
    }

    /** States that the files given by the user have no effect, because the run has a checkpoint. */
    private List<String> notRead(StartFiles start) {
        start.seed().filter(s -> isOwn(s) && !isSame(s, currentFile)).ifPresent(s -> diagnostics.warn(s,
                "is an earlier file of this run, which goes on from " + currentFile,
                "to go back to the earlier file, give --resume " + s));
        return start.resume().or(start::seed).filter(f -> !isOwn(f)).map(f -> f + " is not read, because "
                + currentFile + " exists; for a new run choose another train_net_prefix").stream().toList();
    }

    private Optional<InitialState> randomWeights() {
        int before = diagnostics.errors().size();
        Weights weights = InitialWeights.draw(network, config.job().seed(), diagnostics);
        return diagnostics.errors().size() > before ? Optional.empty()
                : Optional.of(newRun(weights, List.of("new run with random weights, seed " + config.job().seed())));
    }

    private Optional<InitialState> newRunWith(String path) {
        int before = diagnostics.errors().size();
        if (isOwn(path) && !isSame(path, currentFile)) {
            diagnostics.warn(path, "is a file of this run: only its weights are taken, and the run begins at step 1",
                    "to go on from its step, give --resume " + path);
        }
        Optional<WeightLoader.SeedWeights> seed = NetworkFileReader.read(path, storages, diagnostics)
                .map(file -> WeightLoader.loadSeed(network, file, config.job().seed(), diagnostics));
        seed.ifPresent(s -> {
            requireFinite(path, s.weights(), "weights");
            if (s.taken() == 0 && diagnostics.errors().size() == before) {
                diagnostics.error(path, "gives no weights: no layer of " + network.source() + " is taken from it",
                        "give a network whose layers have the same names, or start without -s");
            }
        });
        if (seed.isEmpty() || diagnostics.errors().size() > before) {
            return Optional.empty();
        }
        List<String> messages = new ArrayList<>();
        messages.add("new run with the weights of " + path + " (" + seed.get().taken() + " layers), but not its step,"
                + " learning rate, momentum and curve; seed " + config.job().seed());
        if (!seed.get().anew().isEmpty()) {
            messages.add("layers that begin with initial weights of their own: "
                    + String.join(", ", seed.get().anew()));
        }
        return Optional.of(newRun(seed.get().weights(), messages));
    }

    private InitialState newRun(Weights weights, List<String> messages) {
        WeightLayout layout = new WeightLayout(network);
        return new InitialState(weights, layout.unflatten(new double[layout.length()]), 0, config.job().seed(),
                config.sgd().learningRate(), LearningCurve.EMPTY, Map.of(), Optional.empty(), false, List.of(),
                messages);
    }

    private Optional<InitialState> resumeFrom(String path, List<String> notes) {
        int before = diagnostics.errors().size();
        Optional<NetworkFile> file = NetworkFileReader.read(path, storages, diagnostics);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        WeightLoader.LoadedWeights loaded = WeightLoader.loadState(network, file.get(), diagnostics);
        if (diagnostics.errors().size() > before) {
            diagnostics.error(path, "is the checkpoint that this run would resume from, but it does not fit the"
                    + " network", isSame(path, currentFile) ? "for a new run choose another train_net_prefix; with -s "
                            + path + " it begins with the layers that fit"
                            : "for a new run with the layers that fit, give -s instead of --resume");
            return Optional.empty();
        }
        requireFinite(path, loaded.weights(), "weights");
        requireFinite(path, loaded.momentum(), "momentum");
        List<String> lines = new ArrayList<>(notes);
        file.get().resume().ifPresent(point -> lines.addAll(inputs.compare(path, point.inputs(), diagnostics)));
        return diagnostics.errors().size() > before ? Optional.empty()
                : Optional.of(new ResumedRun(file.get(), config, storages, diagnostics)
                        .state(loaded, seedGiven, lines));
    }

    private void requireFinite(String path, Weights values, String what) {
        TreeSet<String> layers = values.nonFiniteLayers();
        if (!layers.isEmpty()) {
            diagnostics.error(path, "the run would start with NaN or infinite " + what + " in layer(s) "
                    + String.join(", ", layers), "the training that saved them had diverged: give a file that was"
                    + " saved earlier, with --resume or -s");
        }
    }

    /** Whether a path is a file of this run, by its name. */
    private boolean isOwn(String path) {
        String prefix = UserPath.toAbsolute(config.netPrefix() + "_");
        String file = UserPath.toAbsolute(path);
        return file.startsWith(prefix) && file.substring(prefix.length()).matches("(current|init|\\d+)\\.h5");
    }

    private static boolean isSame(String path, String other) {
        return UserPath.toAbsolute(path).equals(UserPath.toAbsolute(other));
    }
}
