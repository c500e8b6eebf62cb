package org.znn.worker.choice;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;

/** All methods of all questions on small images, so that the JVM compiles what they run. */
final class SmallImages {

    /** So many operations at most, if there are so many voxels at least. */
    private static final double OPERATIONS = 1e8;
    private static final long VOXELS = 256;
    private static final int FEWEST_ROUNDS = 2;
    /** Seconds without a round that is faster by that factor, after which the JVM is thought to have done. */
    private static final double QUIET = 1.5;
    private static final double FASTER = 0.9;

    private final List<Runner> runners = new ArrayList<>();
    private final List<Map<ConvolutionMethod, Double>> estimates = new ArrayList<>();
    private final TrialClock clock;

    private record Runner(ConvolutionMethod method, Trial trial, double scale,
            Map<ConvolutionMethod, Double> estimates) {
    }

    <A> SmallImages(List<Question> questions, Methods<A> methods, ThreadTeam team, TrialClock clock) {
        this.clock = clock;
        Scratch scratch = new Scratch();
        for (Question question : questions) {
            ConvolutionCall call = small(question.call());
            TrialImages<A> images = TrialImages.of(call, methods.numbers());
            double scale = (double) question.call().output().product() / call.output().product();
            Map<ConvolutionMethod, Double> estimate = new EnumMap<>(ConvolutionMethod.class);
            estimates.add(estimate);
            for (ConvolutionMethod method : question.methods()) {
                runners.add(new Runner(method, Trial.of(methods, method, call, images, scratch, team),
                        scale, estimate));
            }
        }
    }

    /**
     * Runs all in turn until that gets no faster, or the time is over.
     *
     * @return for each question the seconds that each method would take at the real size, by its fastest run
     */
    List<Map<ConvolutionMethod, Double>> run(double seconds) {
        long start = clock.now();
        long faster = start;
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < FEWEST_ROUNDS || !runners.isEmpty() && clock.since(start) < seconds
                && clock.since(faster) < QUIET; round++) {
            double all = 0;
            for (Runner runner : runners) {
                double run = clock.run(runner.trial);
                runner.estimates.merge(runner.method, runner.scale * run, Math::min);
                all += run;
            }
            if (all < FASTER * best) {
                best = all;
                faster = clock.now();
            }
        }
        return estimates;
    }

    private static ConvolutionCall small(ConvolutionCall call) {
        Vec3 output = call.output();
        while (call.shape().operations(output) > OPERATIONS && output.product() > VOXELS) {
            int longest = output.z() > Math.max(output.y(), output.x()) ? 0 : output.y() > output.x() ? 1 : 2;
            output = output.with(longest, (output.get(longest) + 1) / 2);
        }
        return new ConvolutionCall(call.pass(), call.shape(), output, call.projection());
    }
}
