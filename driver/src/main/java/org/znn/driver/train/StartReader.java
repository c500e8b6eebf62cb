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
import org.znn.common.network.InitialWeights;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.ResumePoint;
import org.znn.common.network.WeightMatcher;
import org.znn.common.network.Weights;
import org.znn.common.problem.Problems;

/**
 * Finds out from where a run sets out (ZNN-SEMANTICS 8.2): from the file given with {@code -s}, else from
 * {@code <prefix>_current.h5}, else from weights that are drawn.
 * <p>
 * A file of this run's own, by its name, is gone on with: step, learning rate, seed, curve, momentum. So is another
 * run's where it has every layer of the network and no other. Else layers are taken over by name, without their
 * momentum, and the run begins at step 1 (transfer).
 */
final class StartReader {

    private static final Pattern NUMBERED = Pattern.compile("(.*)_(\\d{1,18})\\.h5");
    private static final Pattern CURRENT = Pattern.compile("(.*)_current\\.h5");

    private final NetworkSpec network;
    private final TrainingConfig config;
    private final boolean seedWritten;
    private final Problems problems;

    /**
     * For one job.
     *
     * @param seedWritten whether the job says its seed
     */
    StartReader(NetworkSpec network, TrainingConfig config, boolean seedWritten, Problems problems) {
        this.network = network;
        this.config = config;
        this.seedWritten = seedWritten;
        this.problems = problems;
    }

    /** The start; empty, with the reasons among the problems, where there is none. */
    Optional<Start> read(Optional<String> seedFile) {
        Optional<Start> start = seedFile.isPresent() ? from(seedFile.get())
                : Files.exists(Path.of(current())) ? from(current()) : fresh();
        start.ifPresent(this::checkFinite);
        return start;
    }

    private String current() {
        return config.netPrefix() + "_current.h5";
    }

    private Optional<Start> fresh() {
        int before = problems.errors().size();
        Weights weights = InitialWeights.draw(network, config.job().seed(), problems);
        return problems.errors().size() > before ? Optional.empty()
                : Optional.of(begin(weights, "begins with weights drawn with seed " + config.job().seed()));
    }

    private Start begin(Weights weights, String told) {
        WeightLayout layout = new WeightLayout(network);
        return new Start(true, weights, layout.weights(new double[layout.length()]), 0, config.job().seed(),
                config.descent().eta(), LearningCurve.EMPTY, Map.of(), Optional.empty(), List.of(told));
    }

    private Optional<Start> from(String path) {
        int before = problems.errors().size();
        Optional<NetworkFile> file = NetworkFileReader.read(path, problems);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        boolean own = isOwn(path);
        WeightMatcher.Match match = own ? WeightMatcher.complete(network, file.get(), problems) : seeded(file.get());
        if (problems.errors().size() > before) {
            if (own) {
                problems.error(path, "is where this run would go on", "to begin anew choose another"
                        + " train_net_prefix; with -s the new run takes over the layers of this file that fit");
            }
            return Optional.empty();
        }
        return Optional.of(own || match.whole() ? goOn(file.get(), match)
                : begin(match.weights(), "begins with the layers of " + path + " that " + network.source()
                        + " has too, without their momentum"));
    }

    /** Layers that the file lacks are drawn. */
    private WeightMatcher.Match seeded(NetworkFile file) {
        Problems ofDrawing = new Problems();
        Weights drawn = InitialWeights.draw(network, config.job().seed(), ofDrawing);
        WeightMatcher.Match match = WeightMatcher.seeded(network, file, drawn, problems);
        if (!match.whole()) {
            ofDrawing.errors().forEach(e -> problems.error(e.where(), e.what(), e.remedy()));
        }
        return match;
    }

    private boolean isOwn(String path) {
        Path file = Path.of(path).toAbsolutePath().normalize();
        Path prefix = Path.of(config.netPrefix() + "_").toAbsolutePath().normalize();
        String name = file.getFileName().toString();
        String begin = prefix.getFileName().toString();
        return file.getParent().equals(prefix.getParent()) && name.startsWith(begin)
                && name.substring(begin.length()).matches("(current|init|\\d+)\\.h5");
    }

    private Start goOn(NetworkFile file, WeightMatcher.Match match) {
        Optional<ResumePoint> resume = file.resume();
        long most = resume.map(ResumePoint::step).orElse(number(file.path()));
        LearningCurve curve = curve(file).upTo(most);
        long step = resume.map(ResumePoint::step).orElse(curve.lastIteration());
        long seed = resume.map(ResumePoint::seed).orElse(config.job().seed());
        if (seedWritten && seed != config.job().seed()) {
            problems.warn(config.job().path(), "seed = " + config.job().seed() + " is not used",
                    "the run goes on with the seed it began with, " + seed);
        }
        double eta = resume.filter(r -> r.annealing().equals(annealing())).map(ResumePoint::eta)
                .orElse(annealing().after(step));
        List<String> told = new ArrayList<>();
        told.add("goes on from " + file.path() + " after step " + step + ", seed " + seed + ", learning rate "
                + (float) eta);
        resume.filter(r -> !r.annealing().equals(annealing())).ifPresent(r -> told.add("the learning rate is computed"
                + " anew: eta, anneal_factor or num_iter_per_annealing are not those of the file"));
        resume.filter(r -> r.batch() != config.descent().batch()).ifPresent(r -> told.add("batch was " + r.batch()
                + " and is " + config.descent().batch() + " from here on"));
        return new Start(step == 0, match.weights(), match.momentum(), step, seed, eta, curve,
                resume.map(ResumePoint::interval).orElse(Map.of()), resume.flatMap(ResumePoint::choice), told);
    }

    private ResumePoint.Annealing annealing() {
        return annealing(config);
    }

    /** How a job lets its learning rate fall. */
    static ResumePoint.Annealing annealing(TrainingConfig config) {
        return new ResumePoint.Annealing(config.descent().eta(), config.descent().annealFactor(),
                config.schedule().anneal());
    }

    /** The step that a name ends with; no limit where it ends with none. */
    private static long number(String path) {
        Matcher matcher = NUMBERED.matcher(path);
        return matcher.matches() ? Long.parseLong(matcher.group(2)) : Long.MAX_VALUE;
    }

    /** The curve in the file, or in the one of statistics beside it ({@code is_stdio = no}). */
    private LearningCurve curve(NetworkFile file) {
        if (file.curve().lastIteration() > 0) {
            return file.curve();
        }
        Matcher numbered = NUMBERED.matcher(file.path());
        Matcher current = CURRENT.matcher(file.path());
        Stream<String> beside = numbered.matches()
                ? Stream.of(numbered.group(1) + "_statistics_" + numbered.group(2) + ".h5",
                        numbered.group(1) + "_statistics_current.h5")
                : current.matches() ? Stream.of(current.group(1) + "_statistics_current.h5") : Stream.empty();
        return beside.filter(path -> Files.exists(Path.of(path))).findFirst()
                .flatMap(path -> NetworkFileReader.readCurve(path, problems)).orElse(file.curve());
    }

    private void checkFinite(Start start) {
        WeightLayout layout = new WeightLayout(network);
        layout.firstNotFinite(layout.row(start.weights())).or(() -> layout.firstNotFinite(layout.row(start.momentum())))
                .ifPresent(layer -> problems.error(config.job().path(), "the run would start from NaN or infinite"
                        + " weights or momentum in layer '" + layer + "'",
                        "its training had diverged: start from a file saved before it did, with -s"));
    }
}
