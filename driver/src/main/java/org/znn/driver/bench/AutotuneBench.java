package org.znn.driver.bench;

import java.util.Map;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.volume.Precision;
import org.znn.driver.autotune.AutotuneTask;
import org.znn.driver.autotune.PlannedSelection;
import org.znn.driver.autotune.SelectionTable;
import org.znn.driver.console.Console;
import org.znn.worker.autotune.AlgorithmSelector;
import org.znn.worker.autotune.SelectionProblem;
import org.znn.worker.parallel.ForkJoinTeam;

/** Selects the float32 algorithms of a network as a job would, and prints the selection. */
final class AutotuneBench {

    private static final double MAX_SECONDS = 60;

    private final Console console;
    private final ConvolutionMode mode;

    AutotuneBench(Console console, ConvolutionMode mode) {
        this.console = console;
        this.mode = mode;
    }

    /**
     * Selects algorithms, by measuring if the mode is autotuned.
     *
     * @param training      whether each repetition includes replacing the weights
     * @param returnedBytes bytes of the result of a pass, or of a training step
     */
    AlgorithmSelection select(SelectionProblem problem, boolean training, long returnedBytes, ForkJoinTeam team) {
        long memory = Runtime.getRuntime().maxMemory() - returnedBytes;
        PlannedSelection planned = PlannedSelection.of(new AlgorithmSelector(mode, Precision.FLOAT32, team.size()),
                problem, memory);
        if (!planned.tuningTasks().isEmpty()) {
            planned = planned.withMeasuredTimes(new AutotuneTask(Precision.FLOAT32, training, team.size(), Map.of(),
                    planned.tuningTasks(), memory, MAX_SECONDS).measure(team));
        }
        if (mode != ConvolutionMode.DIRECT) {
            SelectionTable.lines(planned.report()).forEach(console::printResult);
            console.printResult("");
        }
        return planned.selection();
    }
}
