package org.znn.worker.choice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;

/**
 * The methods of one convolution against each other, on images that grow to the real size as long as there are time and
 * memory for it. At each size the methods run in turn and the first run of each does not count; one that is hopelessly
 * slow does not come to the next size. Since the JVM may still have been compiling it, it can be heard again later.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Contest<A> {

    private static final int MOST_RUNS = 7;
    /** Runs that count at a size that is not the real one. */
    private static final int RUNS_ON_THE_WAY = 2;
    /** Runs for which there must be time: a first one and one that counts. */
    private static final int FEWEST_RUNS = 2;
    /** Seconds that what looks slow is run on, before it is judged: the JVM may still be compiling it. */
    private static final double PATIENCE = 1.5;
    /** Times of the fastest; a first run may be slow for other reasons, and so may small images. */
    private static final double HOPELESS_AT_FIRST = 3;
    private static final double HOPELESS = 1.5;

    private final Methods<A> methods;
    private final ThreadTeam team;
    private final long memory;
    private final TrialClock clock;
    private final Question question;
    private final Map<ConvolutionMethod, Double> seconds = new EnumMap<>(ConvolutionMethod.class);
    private final Map<ConvolutionMethod, Double> hoped;
    private final Set<ConvolutionMethod> heard = EnumSet.noneOf(ConvolutionMethod.class);
    private final Map<ConvolutionMethod, Integer> counts = new EnumMap<>(ConvolutionMethod.class);
    private List<ConvolutionMethod> left;

    /**
     * For one question.
     *
     * @param memory    bytes that may be taken for it
     * @param operation seconds of an operation as {@link MethodModel} counts them, by which methods are given a chance
     */
    Contest(Methods<A> methods, ThreadTeam team, long memory, TrialClock clock, Question question,
            double operation) {
        this.methods = methods;
        this.team = team;
        this.memory = memory;
        this.clock = clock;
        this.question = question;
        question.methods().forEach(method -> seconds.put(method, operation * operations(method)));
        hoped = new EnumMap<>(seconds);
    }

    /**
     * Whether a method was dropped after hardly a run that might be the fastest.
     *
     * @param could seconds that each method may take, judged by what it did elsewhere
     */
    boolean mayBeUnjust(Map<ConvolutionMethod, Double> could) {
        double best = Collections.min(seconds.values());
        return question.methods().stream().anyMatch(method -> counts.getOrDefault(method, 0) < FEWEST_RUNS
                && seconds.get(method) > best && could.get(method) < HOPELESS * best);
    }

    /**
     * Runs the methods against each other, all of them anew where that was done before.
     *
     * @param limit seconds that all of it should take; a run under way is waited for
     */
    void run(double limit) {
        long start = clock.now();
        left = question.methods();
        for (ConvolutionCall call : GrowingSizes.of(question.call())) {
            left = possible(call, limit - clock.since(start));
            // One by itself has nothing to be compared with.
            if (left.size() < 2) {
                break;
            }
            compare(call, start, limit);
        }
        estimateOthers();
    }

    /** What was not measured at all beside the fastest that was, in the proportion of the model. */
    private void estimateOthers() {
        heard.stream().min(Comparator.comparing(seconds::get)).ifPresent(fastest -> {
            double operation = seconds.get(fastest) / operations(fastest);
            question.methods().stream().filter(method -> !heard.contains(method))
                    .forEach(method -> seconds.put(method, operation * operations(method)));
        });
    }

    /** The times of all methods. */
    List<MethodTime> times() {
        return question.methods().stream().map(method -> new MethodTime(question.call(), method, seconds.get(method),
                counts.getOrDefault(method, 0))).toList();
    }

    private void compare(ConvolutionCall call, long start, double limit) {
        boolean real = call.equals(question.call());
        TrialImages<A> images = TrialImages.of(call, methods.numbers());
        Scratch scratch = new Scratch();
        List<TimedRuns> all = left.stream().map(method -> new TimedRuns(method, Trial.of(methods, method, call, images,
                scratch, team), clock)).toList();
        List<TimedRuns> runs = new ArrayList<>(all);
        double patience = Math.min(PATIENCE, (limit - clock.since(start)) / (2 * runs.size()));
        runs.forEach(TimedRuns::first);
        double fastest = runs.stream().mapToDouble(TimedRuns::fastest).min().orElse(0);
        runs.forEach(r -> r.firstUntil(fastest, patience));
        double scale = scale(call);
        // Slow here and before: one that the JVM is still compiling was faster on a smaller image, or by the model.
        double best = runs.stream().mapToDouble(r -> atBest(r, scale)).min().orElse(0);
        runs.removeIf(r -> atBest(r, scale) > HOPELESS_AT_FIRST * best);
        int most = real ? MOST_RUNS : RUNS_ON_THE_WAY;
        for (int n = 0; n < most && runs.size() > 1 && (n == 0 || clock.since(start) < limit); n++) {
            runs.forEach(TimedRuns::further);
            drop(runs, real && n > 0 ? HOPELESS : HOPELESS_AT_FIRST);
        }
        left = runs.stream().map(TimedRuns::method).toList();
        for (TimedRuns r : all) {
            heard.add(r.method());
            hoped.put(r.method(), r.fastest() * scale);
            if (real) {
                counts.put(r.method(), r.count());
            }
            // What a smaller image tells does not count against the real size.
            if (real || !counts.containsKey(r.method())) {
                seconds.put(r.method(), r.fastest() * scale);
            }
        }
    }

    private double operations(ConvolutionMethod method) {
        return MethodModel.operations(method, question.call());
    }

    private double atBest(TimedRuns runs, double scale) {
        return Math.min(runs.fastest() * scale, seconds.get(runs.method()));
    }

    /** Methods left for whose runs there is time and memory, the fastest first. */
    private List<ConvolutionMethod> possible(ConvolutionCall call, double rest) {
        long bytes = TrialImages.length(call) * methods.precision().bytes();
        Footprint all = Footprint.NONE;
        double then = 0;
        List<ConvolutionMethod> possible = new ArrayList<>();
        for (ConvolutionMethod method : left.stream().sorted(Comparator.comparing(hoped::get)).toList()) {
            Optional<Footprint> with = methods.footprint(method, call, team.size()).map(all::plus);
            double until = then + FEWEST_RUNS * hoped.get(method) / scale(call);
            if (until <= rest && with.filter(f -> bytes + f.held() + f.scratch().bytes() <= memory).isPresent()) {
                possible.add(method);
                all = with.get();
                then = until;
            }
        }
        return possible;
    }

    /** How often it goes into the real size. */
    private double scale(ConvolutionCall call) {
        return (double) question.call().output().product() / call.output().product();
    }

    private static void drop(List<TimedRuns> runs, double hopeless) {
        double best = runs.stream().mapToDouble(TimedRuns::fastest).min().orElse(0);
        runs.removeIf(r -> r.fastest() > hopeless * best);
    }
}
