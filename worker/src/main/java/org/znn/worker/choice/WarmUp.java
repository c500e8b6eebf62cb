package org.znn.worker.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;

/**
 * All methods of all questions on images of a few voxels, so that the JVM compiles what they run. It counts calls and
 * turns of loops, and until it has compiled what works on vectors that takes a thousand times as long as after: tiny
 * images are the shortest way there.
 */
public final class WarmUp {

    /** So many operations at most, if there are so many voxels at least. */
    private static final double OPERATIONS = 1e6;
    private static final long VOXELS = 64;
    /** Rows are kept as long as so many rows or sections: they are cut into vectors. */
    private static final int LONG_ROWS = 8;
    private static final int FEWEST_ROUNDS = 2;
    /** Seconds without a round that is faster by that factor, after which the JVM is thought to have done. */
    private static final double QUIET = 1;
    private static final double FASTER = 0.9;
    /** Seconds that it is given where nobody waits for it. */
    private static final double LONG_ENOUGH = 10;

    private final List<Runner> runners = new ArrayList<>();
    private final TrialClock clock;

    private record Runner(Trial trial, double operations) {
    }

    <A> WarmUp(List<Question> questions, Methods<A> methods, ThreadTeam team, TrialClock clock) {
        this.clock = clock;
        Scratch scratch = new Scratch();
        for (Question question : questions) {
            ConvolutionCall call = tiny(question.call());
            TrialImages<A> images = TrialImages.of(call, methods.numbers());
            for (ConvolutionMethod method : question.methods()) {
                runners.add(new Runner(Trial.of(methods, method, call, images, scratch, team),
                        MethodModel.operations(method, call)));
            }
        }
    }

    /**
     * Lets the JVM compile what a choice's convolutions run, on the calling thread, while others prepare what they will
     * compute.
     *
     * @param memory bytes that it may take; with less it does nothing
     * @param stop   asked after each run
     */
    public static void run(Decision decision, Precision precision, long memory, BooleanSupplier stop) {
        run(decision, Methods.of(precision), memory, stop);
    }

    private static <A> void run(Decision decision, Methods<A> methods, long memory, BooleanSupplier stop) {
        List<Question> questions = decision.rows().stream()
                .map(row -> new Question(row.convolution().call(), List.of(row.method()))).distinct().toList();
        if (bytes(questions, methods) <= memory) {
            try (ThreadTeam alone = new ThreadTeam(1)) {
                new WarmUp(questions, methods, alone, new TrialClock(System::nanoTime, false)).run(LONG_ENOUGH, stop);
            }
        }
    }

    private static long bytes(List<Question> questions, Methods<?> methods) {
        long bytes = 0;
        for (Question question : questions) {
            ConvolutionCall call = tiny(question.call());
            bytes += TrialImages.length(call) * methods.precision().bytes();
            for (ConvolutionMethod method : question.methods()) {
                bytes += methods.footprint(method, call, 1).map(f -> f.held() + f.scratch().bytes()).orElseThrow();
            }
        }
        return bytes;
    }

    /**
     * Runs all in turn until that gets no faster, or the time is over.
     *
     * @param stop asked after each run, whether to end before that
     * @return seconds of an operation as {@link MethodModel} counts them, where they were shortest; infinite where
     *         there is nothing to run
     */
    double run(double seconds, BooleanSupplier stop) {
        long start = clock.now();
        long faster = start;
        double best = Double.POSITIVE_INFINITY;
        double rate = Double.POSITIVE_INFINITY;
        for (int round = 0; round < FEWEST_ROUNDS || !runners.isEmpty() && clock.since(start) < seconds
                && clock.since(faster) < QUIET; round++) {
            double all = 0;
            for (Runner runner : runners) {
                if (stop.getAsBoolean()) {
                    return rate;
                }
                double run = clock.run(runner.trial);
                rate = Math.min(rate, run / runner.operations);
                all += run;
            }
            if (all < FASTER * best) {
                best = all;
                faster = clock.now();
            }
        }
        return rate;
    }

    private static ConvolutionCall tiny(ConvolutionCall call) {
        Vec3 output = call.output();
        while (call.shape().operations(output) > OPERATIONS && output.product() > VOXELS) {
            int rows = output.x() / LONG_ROWS;
            int longest = output.z() > Math.max(output.y(), rows) ? 0 : output.y() > rows ? 1 : 2;
            output = output.with(longest, (output.get(longest) + 1) / 2);
        }
        return new ConvolutionCall(call.pass(), call.shape(), output, call.projection());
    }
}
