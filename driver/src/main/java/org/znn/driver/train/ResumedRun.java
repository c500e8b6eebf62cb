package org.znn.driver.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.config.TrainingConfig;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.ResumePoint;
import org.znn.common.network.WeightLoader;
import org.znn.common.volume.storage.Storages;

/** Restores step, learning rate, seed, curve and momentum of a run from a checkpoint of this program or of ZNN. */
final class ResumedRun {

    private static final Pattern NUMBERED = Pattern.compile("(.*)_(\\d{1,18})\\.h5", Pattern.DOTALL);
    private static final Pattern CURRENT = Pattern.compile("(.*)_current\\.h5", Pattern.DOTALL);

    private final NetworkFile file;
    private final Optional<ResumePoint> point;
    private final TrainingConfig config;
    private final Storages storages;
    private final Diagnostics diagnostics;

    ResumedRun(NetworkFile file, TrainingConfig config, Storages storages, Diagnostics diagnostics) {
        this.file = file;
        this.config = config;
        this.storages = storages;
        this.diagnostics = diagnostics;
        point = file.resume();
    }

    /** Returns the learning rate schedule of a job. */
    static ResumePoint.Annealing annealing(TrainingConfig config) {
        return new ResumePoint.Annealing(config.sgd().learningRate(), config.sgd().annealFactor(),
                config.schedule().annealInterval());
    }

    /**
     * Returns the state that the file holds.
     *
     * @param loaded    weights and momentum of the file
     * @param seedGiven whether the job file sets the seed
     * @param notes     lines for the user that follow the description of the state
     */
    InitialState state(WeightLoader.LoadedWeights loaded, boolean seedGiven, List<String> notes) {
        Optional<Long> named = stepInName();
        LearningCurve curve = curve().upTo(point.map(ResumePoint::step).or(() -> named).orElse(Long.MAX_VALUE));
        long step = point.map(ResumePoint::step)
                .orElse(curve.lastIteration() > 0 ? curve.lastIteration() : named.orElse(0L));
        long seed = point.map(ResumePoint::seed).orElse(config.job().seed());
        if (seedGiven && seed != config.job().seed()) {
            diagnostics.warn(config.job().path(), "seed = " + config.job().seed() + " is ignored",
                    "a resumed run keeps its original seed, " + seed);
        }
        List<String> changes = new ArrayList<>();
        double eta = learningRate(step, changes);
        if (eta == 0) {
            diagnostics.warn(file.path(), "its learning rate is 0, so the weights will not change any more",
                    "for a new run with its weights, give -s and another train_net_prefix");
        }
        if (!loaded.hasMomentum()) {
            changes.add("the momentum of layers for which the file has none begins at 0");
        }
        point.filter(p -> p.batchSize() != config.sgd().batchSize()).ifPresent(p -> changes.add(
                "batch was " + p.batchSize() + " so far and is " + config.sgd().batchSize() + " from now on"));
        List<String> messages = new ArrayList<>();
        messages.add("resuming from " + file.path() + " after step " + step + ", seed " + seed + ", learning rate "
                + (float) eta + ", with its weights, momentum and curve");
        messages.addAll(changes);
        messages.addAll(notes);
        return new InitialState(loaded.weights(), loaded.momentum(), step, seed, eta, curve,
                point.map(ResumePoint::intervalSums).orElse(Map.of()), point.flatMap(ResumePoint::algorithms), false,
                List.of(), messages);
    }

    /**
     * Returns the stored rate, unless the job's {@code eta} is no longer the one with which the run began. ZNN stores
     * the current rate with every layer, and nothing else about the schedule (ZNN-SEMANTICS 3).
     */
    private double learningRate(long step, List<String> changes) {
        ResumePoint.Annealing now = annealing(config);
        if (point.isPresent()) {
            ResumePoint.Annealing before = point.get().annealing();
            if (before.initialRate() != now.initialRate()) {
                changes.add("learning rate recomputed: eta was " + before.initialRate() + " so far and is "
                        + now.initialRate() + " now");
                return now.rateAfter(step);
            }
            if (!before.equals(now)) {
                changes.add("from now on the learning rate changes by anneal_factor = " + now.factor() + " every "
                        + now.interval() + " steps; so far by " + before.factor() + " every " + before.interval());
            }
            return point.get().learningRate();
        }
        return storedByZnn().orElseGet(() -> {
            changes.add("the file does not store one learning rate for all layers: computed from eta and"
                    + " anneal_factor");
            return now.rateAfter(step);
        });
    }

    private Optional<Double> storedByZnn() {
        List<String> rates = file.options().values().stream().map(layer -> layer.get("eta")).filter(e -> e != null)
                .distinct().toList();
        try {
            return rates.size() == 1 ? Optional.of(Double.valueOf(rates.get(0)))
                    .filter(rate -> Double.isFinite(rate) && rate >= 0) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Long> stepInName() {
        Matcher matcher = NUMBERED.matcher(file.path());
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(2))) : Optional.empty();
    }

    /** Returns the curve of the file, or of the statistics file beside it ({@code is_stdio = no}). */
    private LearningCurve curve() {
        if (file.curve().lastIteration() > 0) {
            return file.curve();
        }
        try {
            return statisticsFile().flatMap(path -> NetworkFileReader.readCurve(path, storages, diagnostics))
                    .orElse(file.curve());
        } catch (IOException e) {
            diagnostics.warn(file.path(), "the learning curve beside it cannot be read: " + e.getMessage(), "");
            return file.curve();
        }
    }

    /** Finds the last statistics of the same prefix up to the step of a numbered file; else the current ones. */
    private Optional<String> statisticsFile() throws IOException {
        Matcher numbered = NUMBERED.matcher(file.path());
        Matcher current = CURRENT.matcher(file.path());
        if (!numbered.matches() && !current.matches()) {
            return Optional.empty();
        }
        String prefix = (numbered.matches() ? numbered.group(1) : current.group(1)) + "_statistics_";
        int name = prefix.lastIndexOf('/') + 1;
        Pattern statistics = Pattern.compile(Pattern.quote(prefix.substring(name)) + "(\\d{1,18})\\.h5");
        long last = stepInName().orElse(-1L);
        Optional<Long> found = storages.of(prefix).list(prefix.substring(0, name)).stream().map(statistics::matcher)
                .filter(Matcher::matches).map(m -> Long.parseLong(m.group(1))).filter(n -> n <= last)
                .max(Comparator.naturalOrder());
        return found.map(n -> prefix + n + ".h5")
                .or(() -> Optional.of(prefix + "current.h5")).filter(this::exists);
    }

    private boolean exists(String path) {
        try {
            return storages.of(path).exists(path);
        } catch (IOException e) {
            return false;
        }
    }
}
