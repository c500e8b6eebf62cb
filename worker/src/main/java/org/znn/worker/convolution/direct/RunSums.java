package org.znn.worker.convolution.direct;

import java.util.List;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.TileKernel.Positions;

/**
 * The sums of a box of maps, run by run; for each run all groups of maps are computed while what it reads stays in the
 * cache, and what the next run reads is touched beforehand.
 */
final class RunSums {

    private static final int PARTS_PER_THREAD = 8;

    private final OutputRuns runs;
    private final TapTouch touch;
    private final TapSums sums;
    private final TapSums.Operands operands;
    private final Epilogue epilogue;
    private volatile float touched;

    RunSums(OutputRuns runs, TapTouch touch, TapSums sums, TapSums.Operands operands, Epilogue epilogue) {
        this.runs = runs;
        this.touch = touch;
        this.sums = sums;
        this.operands = operands;
        this.epilogue = epilogue;
    }

    /** Computes boxes with that many groups of maps, shared out among a team. */
    static void compute(List<RunSums> boxes, int groups, ThreadTeam team) {
        int count = boxes.stream().mapToInt(box -> box.runs.count()).sum();
        int wanted = team.size() == 1 ? 1 : team.size() * PARTS_PER_THREAD;
        int runParts = Math.min(count, wanted);
        int groupParts = Math.min(groups, (wanted + runParts - 1) / runParts);
        team.run(runParts * groupParts, part -> {
            int r = part % runParts;
            int g = part / runParts;
            int first = (int) ((long) count * r / runParts);
            int end = (int) ((long) count * (r + 1) / runParts);
            for (RunSums box : boxes) {
                int ofBox = box.runs.count();
                box.compute(Math.max(0, first), Math.min(ofBox, end), groups * g / groupParts,
                        groups * (g + 1) / groupParts);
                first -= ofBox;
                end -= ofBox;
            }
        });
    }

    private void compute(int first, int end, int firstGroup, int endGroup) {
        if (first >= end) {
            return;
        }
        Positions now = runs.allocate(sums.vectors());
        Positions next = runs.allocate(sums.vectors());
        float sum = 0;
        runs.place(first, now);
        for (int run = first; run < end; run++) {
            if (run + 1 < end) {
                runs.place(run + 1, next);
                sum += touch.lines(operands.in(), next.in(), runs.rowsBetween(first, run + 1));
            }
            sums.sum(operands, now, runs.vectorsOf(run), firstGroup, endGroup, epilogue);
            Positions done = now;
            now = next;
            next = done;
        }
        touched = sum;
    }
}
