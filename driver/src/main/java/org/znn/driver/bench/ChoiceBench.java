package org.znn.driver.bench;

import java.util.Map;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.volume.Precision;
import org.znn.driver.choice.ChoiceLines;
import org.znn.driver.choice.MeasureTask;
import org.znn.driver.choice.PlannedChoice;
import org.znn.driver.console.Console;
import org.znn.worker.choice.ConvolutionChooser;
import org.znn.worker.choice.Outline;
import org.znn.worker.parallel.ThreadTeam;

/** Chooses how a network's convolutions are computed as a job would, in float32, and tells. */
final class ChoiceBench {

    private static final double SECONDS = 60;

    private final Console console;
    private final ConvolutionMode mode;

    ChoiceBench(Console console, ConvolutionMode mode) {
        this.console = console;
        this.mode = mode;
    }

    /**
     * The choice; measured where the mode does.
     *
     * @param training whether weights are new in each run
     * @param returned bytes that a pass returns
     */
    ConvolutionChoice run(Outline outline, boolean training, long returned, ThreadTeam team) {
        long memory = Runtime.getRuntime().maxMemory() - returned;
        PlannedChoice planned = PlannedChoice.of(new ConvolutionChooser(mode, Precision.FLOAT32, team.size()), outline,
                memory);
        if (!planned.questions().isEmpty()) {
            planned = planned.measured(new MeasureTask(Precision.FLOAT32, training, team.size(), Map.of(),
                    planned.questions(), memory, SECONDS).measure(team));
        }
        if (mode != ConvolutionMode.DIRECT) {
            ChoiceLines.of(planned.decision()).forEach(console::line);
            console.line("");
        }
        return planned.choice();
    }
}
