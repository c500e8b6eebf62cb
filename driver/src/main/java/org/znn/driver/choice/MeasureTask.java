package org.znn.driver.choice;

import java.util.List;
import java.util.Map;
import org.znn.common.volume.Precision;
import org.znn.worker.choice.MethodTime;
import org.znn.worker.choice.MethodTimer;
import org.znn.worker.choice.Methods;
import org.znn.worker.choice.Question;
import org.znn.worker.parallel.ThreadTeam;

/**
 * What an executor is to measure.
 *
 * @param precision to compute in
 * @param training  whether weights are new in each run
 * @param threads   most threads; 0 for all cores of the executor
 * @param cores     by executor, as far as known
 * @param questions to be answered
 * @param memory    bytes that measuring may take
 * @param seconds   that it should take at most; it is not done at all where there are too few
 */
public record MeasureTask(Precision precision, boolean training, int threads, Map<String, Integer> cores,
        List<Question> questions, long memory, double seconds) {

    /** A measurement must be worth its time: this share of that of the job, at most so many seconds. */
    private static final double SHARE = 0.1;
    private static final double MOST = 60;
    /** In fewer seconds the JVM would still be compiling what is measured. */
    private static final double LEAST = 4;
    /** Operations a second of a core, roughly. */
    private static final double RATE = 5e10;

    /** Seconds for measuring before a job of so many operations on so many cores. */
    public static double seconds(double operations, int cores) {
        return Math.min(MOST, SHARE * operations / (RATE * cores));
    }

    /** Whether there is time to measure anything: the model of methods chooses well enough for what is done sooner. */
    boolean isWorthIt() {
        return seconds >= LEAST;
    }

    /** The times, by the clock of this JVM. */
    public List<MethodTime> measure(ThreadTeam team) {
        return measure(Methods.of(precision), team);
    }

    private <A> List<MethodTime> measure(Methods<A> methods, ThreadTeam team) {
        return new MethodTimer<>(methods, team, training, memory, System::nanoTime).time(questions, seconds);
    }
}
