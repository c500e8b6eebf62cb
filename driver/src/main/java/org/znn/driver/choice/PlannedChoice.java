package org.znn.driver.choice;

import java.util.List;
import org.apache.spark.SparkConf;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.volume.Precision;
import org.znn.driver.spark.ClusterShape;
import org.znn.driver.spark.ExecutorState;
import org.znn.worker.choice.ConvolutionChooser;
import org.znn.worker.choice.Decision;
import org.znn.worker.choice.MethodTime;
import org.znn.worker.choice.Outline;
import org.znn.worker.choice.Question;
import org.znn.worker.choice.WarmUp;

/**
 * How the convolutions of a job's passes, or steps, are computed, as far as it is known.
 *
 * @param chooser  of the job
 * @param outline  of the network in passes of the planned size
 * @param memory   bytes that the network may hold
 * @param decision so far
 */
public record PlannedChoice(ConvolutionChooser chooser, Outline outline, long memory, Decision decision) {

    /** The mode's own, or until it is measured what is thought to be fastest. */
    public static PlannedChoice of(ConvolutionChooser chooser, Outline outline, long memory) {
        return new PlannedChoice(chooser, outline, memory, chooser.decide(outline, memory));
    }

    /** That of an earlier run; throws {@link IllegalArgumentException} where it cannot be computed so. */
    public static PlannedChoice kept(ConvolutionChooser chooser, Outline outline, long memory,
            ConvolutionChoice choice) {
        return new PlannedChoice(chooser, outline, memory, chooser.keep(outline, choice));
    }

    public ConvolutionChoice choice() {
        return decision.choice();
    }

    /** Where tasks run in this JVM: lets it compile what they will run, while Spark starts and images are read. */
    public void warmUp(SparkConf conf, Precision precision) {
        if (ClusterShape.isLocal(conf)) {
            ExecutorState.ofThisJvm().meanwhile(stop -> WarmUp.run(decision, precision, memory, stop));
        }
    }

    /** What is to be measured; empty where all is known. */
    public List<Question> questions() {
        return decision.basis() == Decision.Basis.MODEL ? chooser.questions(outline) : List.of();
    }

    /** The same once it is measured. */
    public PlannedChoice measured(List<MethodTime> times) {
        return new PlannedChoice(chooser, outline, memory, chooser.decide(outline, memory, times));
    }
}
