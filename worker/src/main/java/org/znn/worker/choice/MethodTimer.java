package org.znn.worker.choice;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Measures how long methods take. First all of them compute tiny images in turn, so that the JVM compiles what they
 * run. Then the methods of each convolution are measured against each other, at its real size where that is possible
 * ({@link Contest}). Where a method was dropped that may be the fastest, by what it did elsewhere, all are measured
 * once more. What there is no time or memory for is thought to take as long as {@link MethodModel} says beside what was
 * measured.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class MethodTimer<A> {

    /** Share of the time that the first round may take. */
    private static final double WARMING_SHARE = 0.3;
    /** Share of the time after which all of them should have been measured once. */
    private static final double FIRST_SHARE = 0.8;
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
        clock = new TrialClock(nanos, training);
    }

    /**
     * The time of each method of each question.
     *
     * @param limit seconds that all of it should take; a run under way is waited for
     */
    public List<MethodTime> time(List<Question> questions, double limit) {
        long start = clock.now();
        double operation = new WarmUp(questions, methods, team, clock).run(WARMING_SHARE * limit, () -> false);
        List<Contest<A>> contests = new ArrayList<>();
        double all = questions.stream().mapToDouble(q -> q.call().operations()).sum();
        double left = questions.stream().mapToDouble(q -> weight(q, all)).sum();
        for (int i = 0; i < questions.size(); i++) {
            double weight = weight(questions.get(i), all);
            double share = (FIRST_SHARE * limit - clock.since(start)) * weight / left;
            contests.add(new Contest<>(methods, team, memory, clock, questions.get(i), operation));
            contests.get(i).run(share);
            left -= weight;
        }
        hearAgain(contests, questions, limit - clock.since(start));
        return contests.stream().flatMap(contest -> contest.times().stream()).toList();
    }

    /** By now the JVM has compiled what was slow when its turn came. */
    private void hearAgain(List<Contest<A>> contests, List<Question> questions, double limit) {
        long start = clock.now();
        Map<ConvolutionMethod, Double> best = new EnumMap<>(ConvolutionMethod.class);
        contests.stream().flatMap(contest -> contest.times().stream()).forEach(time ->
                best.merge(time.method(), time.seconds() / time.call().operations(), Math::min));
        List<Contest<A>> unjust = IntStream.range(0, contests.size())
                .filter(i -> contests.get(i).mayBeUnjust(hopes(questions.get(i), best)))
                .<Contest<A>>mapToObj(contests::get).toList();
        for (int i = 0; i < unjust.size(); i++) {
            unjust.get(i).run((limit - clock.since(start)) / (unjust.size() - i));
        }
    }

    private static Map<ConvolutionMethod, Double> hopes(Question question, Map<ConvolutionMethod, Double> best) {
        Map<ConvolutionMethod, Double> hopes = new EnumMap<>(ConvolutionMethod.class);
        question.methods().forEach(method -> hopes.put(method, best.get(method) * question.call().operations()));
        return hopes;
    }

    private static double weight(Question question, double all) {
        return Math.max(question.call().operations(), LEAST_WEIGHT * all);
    }
}
