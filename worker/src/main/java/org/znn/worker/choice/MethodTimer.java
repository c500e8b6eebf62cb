package org.znn.worker.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Measures how long methods take, in two rounds. First all of them compute small images in turn, so that the JVM
 * compiles what they run; nothing of that counts but where there is no time or memory for more. Then each is measured
 * at its real size, the methods of a convolution in turn; the first run of each does not count, and one that is
 * hopelessly slow is dropped after it.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class MethodTimer<A> {

    /** Share of the time for the first round, and the seconds it takes at most: some, and some for each method. */
    private static final double WARMING_SHARE = 0.3;
    private static final double WARMING_START = 1.5;
    private static final double WARMING_EACH = 0.5;
    private static final int MOST_RUNS = 7;
    /** Times of the fastest; a first run may be slow for other reasons. */
    private static final double HOPELESS_AT_FIRST = 3;
    private static final double HOPELESS = 1.5;
    /** Share of all the work that even the smallest convolution's time is for. */
    private static final double LEAST_WEIGHT = 0.02;

    private final Methods<A> methods;
    private final ThreadTeam team;
    private final long memory;
    private final TrialClock clock;

    /**
     * For any questions.
     *
     * @param training whether weights are new in each run
     * @param memory   bytes that may be taken for it
     * @param nanos    a clock in nanoseconds
     */
    public MethodTimer(Methods<A> methods, ThreadTeam team, boolean training, long memory, LongSupplier nanos) {
        this.methods = methods;
        this.team = team;
        this.memory = memory;
        clock = new TrialClock(nanos, training, team.size());
    }

    /**
     * The time of each method of each question.
     *
     * @param limit seconds that all of it should take; a run under way is waited for
     */
    public List<MethodTime> time(List<Question> questions, double limit) {
        long start = clock.now();
        SmallImages images = new SmallImages(questions, methods, team, clock);
        List<Map<ConvolutionMethod, Double>> small =
                images.run(Math.min(WARMING_SHARE * limit, WARMING_START + WARMING_EACH * images.size()));
        List<MethodTime> times = new ArrayList<>();
        double all = questions.stream().mapToDouble(q -> q.call().operations()).sum();
        double left = questions.stream().mapToDouble(q -> weight(q, all)).sum();
        for (int i = 0; i < questions.size(); i++) {
            double rest = limit - clock.since(start);
            double weight = weight(questions.get(i), all);
            times.addAll(time(questions.get(i), small.get(i), rest, rest * weight / left));
            left -= weight;
        }
        return times;
    }

    private static double weight(Question question, double all) {
        return Math.max(question.call().operations(), LEAST_WEIGHT * all);
    }

    /**
     * The times of one question.
     *
     * @param small seconds that each method is thought to take
     * @param rest  seconds that are left for all that is to be measured
     * @param share of them for this question
     */
    private List<MethodTime> time(Question question, Map<ConvolutionMethod, Double> small, double rest, double share) {
        long start = clock.now();
        List<TimedRuns> runs = runs(question, possible(question, small, rest));
        List<TimedRuns> left = new ArrayList<>(runs);
        left.forEach(TimedRuns::first);
        double best = left.stream().mapToDouble(r -> Math.min(r.median(), small.get(r.method()))).min().orElse(0);
        // Slow in both rounds: one that the JVM is still compiling was faster on a small image.
        left.removeIf(r -> Math.min(r.median(), small.get(r.method())) > HOPELESS_AT_FIRST * best);
        for (int n = 0; n < MOST_RUNS && left.size() > 1 && clock.since(start) < share; n++) {
            left.forEach(TimedRuns::further);
            drop(left, n == 0 ? HOPELESS_AT_FIRST : HOPELESS);
        }
        List<MethodTime> times = new ArrayList<>();
        runs.forEach(r -> times.add(new MethodTime(question.call(), r.method(), r.median(), r.count())));
        question.methods().stream().filter(m -> runs.stream().noneMatch(r -> r.method() == m))
                .forEach(m -> times.add(new MethodTime(question.call(), m, small.get(m), 0)));
        return times;
    }

    /** One by itself has nothing to be compared with. */
    private List<TimedRuns> runs(Question question, List<ConvolutionMethod> possible) {
        if (possible.size() < 2) {
            return List.of();
        }
        TrialImages<A> images = TrialImages.of(question.call(), methods.numbers());
        Scratch scratch = new Scratch();
        return possible.stream().map(method -> new TimedRuns(method, Trial.of(methods, method, question.call(), images,
                scratch, team), clock)).toList();
    }

    /** Methods for whose runs there is time and memory, the fastest first. */
    private List<ConvolutionMethod> possible(Question question, Map<ConvolutionMethod, Double> small, double rest) {
        long bytes = TrialImages.length(question.call()) * methods.precision().bytes();
        Footprint all = Footprint.NONE;
        double seconds = 0;
        List<ConvolutionMethod> possible = new ArrayList<>();
        for (ConvolutionMethod method : question.methods().stream().sorted(Comparator.comparing(small::get)).toList()) {
            Optional<Footprint> with = methods.footprint(method, question.call(), team.size()).map(all::plus);
            // A first run and one that counts.
            double then = seconds + 2 * small.get(method);
            if (then <= rest && with.filter(f -> bytes + f.held() + f.scratch().bytes() <= memory).isPresent()) {
                possible.add(method);
                all = with.get();
                seconds = then;
            }
        }
        return possible;
    }

    private static void drop(List<TimedRuns> runs, double hopeless) {
        double best = runs.stream().mapToDouble(TimedRuns::median).min().orElse(0);
        runs.removeIf(r -> r.median() > hopeless * best);
    }
}
