package org.znn.driver.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.choice.MethodTime;
import org.znn.worker.choice.Question;

/** Finds for each question in turn another method the fastest, whatever the machine; never the direct one. */
public final class ForcedMeasuring implements Measuring {

    private final List<MeasureTask> asked = new ArrayList<>();

    /** What it was asked. */
    public List<MeasureTask> asked() {
        return asked;
    }

    @Override
    public Optional<List<MethodTime>> measure(JavaSparkContext spark, MeasureTask task) {
        asked.add(task);
        List<MethodTime> times = new ArrayList<>();
        for (int i = 0; i < task.questions().size(); i++) {
            Question question = task.questions().get(i);
            List<ConvolutionMethod> others =
                    question.methods().stream().filter(m -> m != ConvolutionMethod.DIRECT).toList();
            ConvolutionMethod fastest = others.get(i % others.size());
            question.methods().forEach(m -> times.add(new MethodTime(question.call(), m, m == fastest ? 1 : 2, 7)));
        }
        return Optional.of(times);
    }
}
