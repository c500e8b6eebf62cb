package org.znn.driver.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.znn.common.config.TrainingConfig;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.InitialWeights;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.ResumePoint;
import org.znn.common.network.WeightLoader;
import org.znn.common.network.Weights;

/**
 * Determines the state from which a training run starts (ZNN-SEMANTICS 8.2): the file given with {@code -s}, else
 * {@code <prefix>_current.h5}, else random weights.
 * <p>
 * Resumes from a checkpoint of this run, recognised by its name, restoring step, learning rate, seed, curve and
 * momentum. A checkpoint of another run is resumed too if its layers are exactly those of the network, each with its
 * momentum and none excluded by {@code seeding 0} or {@code load 0}. Otherwise layers are copied by name without their
 * momentum, and the run starts at step 1 (transfer learning).
 */
final class CheckpointLoader {

    private static final Pattern NUMBERED = Pattern.compile("(.*)_(\\d{1,18})\\.h5");
    private static final Pattern CURRENT = Pattern.compile("(.*)_current\\.h5");

    private final NetworkSpec network;
    private final TrainingConfig config;
    private final boolean seedGiven;
    private final Diagnostics diagnostics;

    /**
     * Creates a loader for one job.
     *
     * @param seedGiven whether the job file sets the seed
     */
    CheckpointLoader(NetworkSpec network, TrainingConfig config, boolean seedGiven, Diagnostics diagnostics) {
        this.network = network;
        this.config = config;
        this.seedGiven = seedGiven;
        this.diagnostics = diagnostics;
    }

    /**
     * Loads the initial state.
     *
     * @param seedFile network file given on the command line
     * @return empty if there is no valid state; the errors are then reported
     */
    Optional<InitialState> load(Optional<String> seedFile) {
        Optional<InitialState> state = seedFile.isPresent() ? loadFrom(seedFile.get())
                : Files.exists(Path.of(currentFile())) ? loadFrom(currentFile()) : randomWeights();
        state.ifPresent(this::checkFinite);
        return state;
    }

    private String currentFile() {
        return config.netPrefix() + "_current.h5";
    }

    private Optional<InitialState> randomWeights() {
        int before = diagnostics.errors().size();
        Weights weights = InitialWeights.draw(network, config.job().seed(), diagnostics);
        return diagnostics.errors().size() > before ? Optional.empty()
                : Optional.of(newRun(weights, "new run with random weights, seed " + config.job().seed()));
    }

    private InitialState newRun(Weights weights, String message) {
        WeightLayout layout = new WeightLayout(network);
        return new InitialState(weights, layout.unflatten(new double[layout.length()]), 0, config.job().seed(),
                config.sgd().learningRate(), LearningCurve.EMPTY, Map.of(), Optional.empty(), List.of(message));
    }

    private Optional<InitialState> loadFrom(String path) {
        int before = diagnostics.errors().size();
        Optional<NetworkFile> file = NetworkFileReader.read(path, diagnostics);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        boolean own = isOwn(path);
        WeightLoader.LoadedWeights loaded =
                own ? WeightLoader.load(network, file.get(), diagnostics) : matchSeedFile(file.get());
        if (diagnostics.errors().size() > before) {
            if (own) {
                diagnostics.error(path, "is the checkpoint that this run would resume from, but it does not fit the"
                        + " network", "choose another train_net_prefix to start over; with -s and this file the new"
                        + " run copies the layers that fit");
            }
            return Optional.empty();
        }
        return Optional.of(own || loaded.complete() ? resume(file.get(), loaded)
                : newRun(loaded.weights(), "new run with the layers of " + path + " that " + network.source()
                        + " has too, without their momentum"));
    }

    /** Copies matching layers from a seed file; layers that the file lacks get random weights. */
    private WeightLoader.LoadedWeights matchSeedFile(NetworkFile file) {
        Diagnostics drawErrors = new Diagnostics();
        Weights drawn = InitialWeights.draw(network, config.job().seed(), drawErrors);
        WeightLoader.LoadedWeights loaded = WeightLoader.loadSeed(network, file, drawn, diagnostics);
        if (!loaded.complete()) {
            drawErrors.errors().forEach(e -> diagnostics.error(e.location(), e.message(), e.remedy()));
        }
        return loaded;
    }

    private boolean isOwn(String path) {
        Path file = Path.of(path).toAbsolutePath().normalize();
        Path prefix = Path.of(config.netPrefix() + "_").toAbsolutePath().normalize();
        String name = file.getFileName().toString();
        String namePrefix = prefix.getFileName().toString();
        return file.getParent().equals(prefix.getParent()) && name.startsWith(namePrefix)
                && name.substring(namePrefix.length()).matches("(current|init|\\d+)\\.h5");
    }

    private InitialState resume(NetworkFile file, WeightLoader.LoadedWeights loaded) {
        Optional<ResumePoint> resume = file.resume();
        long lastStep = resume.map(ResumePoint::step).orElse(stepInName(file.path()));
        LearningCurve curve = curve(file).upTo(lastStep);
        long step = resume.map(ResumePoint::step).orElse(curve.lastIteration());
        long seed = resume.map(ResumePoint::seed).orElse(config.job().seed());
        if (seedGiven && seed != config.job().seed()) {
            diagnostics.warn(config.job().path(), "seed = " + config.job().seed() + " is ignored",
                    "a resumed run keeps its original seed, " + seed);
        }
        double eta = resume.filter(r -> r.annealing().equals(annealing())).map(ResumePoint::learningRate)
                .orElse(annealing().rateAfter(step));
        List<String> messages = new ArrayList<>();
        messages.add("resuming from " + file.path() + " after step " + step + ", seed " + seed + ", learning rate "
                + (float) eta);
        resume.filter(r -> !r.annealing().equals(annealing())).ifPresent(r -> messages.add(
                "learning rate recomputed: eta, anneal_factor or num_iter_per_annealing have changed"));
        resume.filter(r -> r.batchSize() != config.sgd().batchSize()).ifPresent(r -> messages.add(
                "batch was " + r.batchSize() + " so far and is " + config.sgd().batchSize() + " from now on"));
        return new InitialState(loaded.weights(), loaded.momentum(), step, seed, eta, curve,
                resume.map(ResumePoint::intervalSums).orElse(Map.of()), resume.flatMap(ResumePoint::algorithms),
                messages);
    }

    private ResumePoint.Annealing annealing() {
        return annealing(config);
    }

    /** Returns the learning rate schedule of a job. */
    static ResumePoint.Annealing annealing(TrainingConfig config) {
        return new ResumePoint.Annealing(config.sgd().learningRate(), config.sgd().annealFactor(),
                config.schedule().annealInterval());
    }

    /** Returns the step that a file name ends with; {@link Long#MAX_VALUE} if there is none. */
    private static long stepInName(String path) {
        Matcher matcher = NUMBERED.matcher(path);
        return matcher.matches() ? Long.parseLong(matcher.group(2)) : Long.MAX_VALUE;
    }

    /** Returns the curve of the file, or of the statistics file next to it ({@code is_stdio = no}). */
    private LearningCurve curve(NetworkFile file) {
        if (file.curve().lastIteration() > 0) {
            return file.curve();
        }
        Matcher numbered = NUMBERED.matcher(file.path());
        Matcher current = CURRENT.matcher(file.path());
        Stream<String> candidates = numbered.matches()
                ? Stream.of(numbered.group(1) + "_statistics_" + numbered.group(2) + ".h5",
                        numbered.group(1) + "_statistics_current.h5")
                : current.matches() ? Stream.of(current.group(1) + "_statistics_current.h5") : Stream.empty();
        return candidates.filter(path -> Files.exists(Path.of(path))).findFirst()
                .flatMap(path -> NetworkFileReader.readCurve(path, diagnostics)).orElse(file.curve());
    }

    private void checkFinite(InitialState state) {
        WeightLayout layout = new WeightLayout(network);
        layout.firstNonFiniteLayer(layout.flatten(state.weights()))
                .or(() -> layout.firstNonFiniteLayer(layout.flatten(state.momentum())))
                .ifPresent(layer -> diagnostics.error(config.job().path(), "the run would start with NaN or infinite"
                        + " weights or momentum in layer '" + layer + "'",
                        "the training that saved them had diverged: start from an earlier file, with -s"));
    }
}
