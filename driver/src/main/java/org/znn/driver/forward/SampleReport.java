package org.znn.driver.forward;

import java.util.ArrayList;
import java.util.List;
import org.znn.driver.plan.SamplePlan;
import org.znn.driver.report.Durations;
import org.znn.driver.report.Quantities;

/** Where the time of a sample went, told when it is done. */
final class SampleReport {

    /** Fewer blocks tell no rate of their second half. */
    private static final int ENOUGH = 10;

    private final SamplePlan sample;
    private final long missing;
    private final long start;
    private long statisticsEnd;
    private long blocksEnd;
    private long stitchEnd;
    private long blocks;
    private long voxels;
    private long half;
    private long voxelsAtHalf;
    private long reading;
    private long computing;
    private long writing;

    /**
     * Before a sample begins.
     *
     * @param missing blocks that will be computed
     * @param now     in nanoseconds, here and below
     */
    SampleReport(SamplePlan sample, long missing, long now) {
        this.sample = sample;
        this.missing = missing;
        start = now;
        statisticsEnd = now;
    }

    void statisticsDone(long now) {
        statisticsEnd = now;
    }

    void add(BlockReport block, long now) {
        blocks++;
        voxels += block.voxels();
        if (blocks == missing / 2) {
            half = now;
            voxelsAtHalf = voxels;
        }
        reading += block.readingNanos();
        computing += block.computingNanos();
        writing += block.writingNanos();
    }

    void blocksDone(long now) {
        blocksEnd = now;
    }

    void stitched(long now) {
        stitchEnd = now;
    }

    /** What is told: the rate, the times, the files. */
    List<String> lines(List<String> files) {
        List<String> lines = new ArrayList<>();
        double seconds = (stitchEnd - start) * 1e-9;
        double blocksSeconds = (blocksEnd - statisticsEnd) * 1e-9;
        lines.add("sample" + sample.sample() + ": " + sample.extent() + " voxels in " + Durations.of(seconds)
                + (voxels == 0 ? "" : ", " + Quantities.count(voxels / blocksSeconds) + " voxels/s" + warm()));
        lines.add("  statistics " + time(statisticsEnd - start) + ", blocks " + time(blocksEnd - statisticsEnd)
                + " (in all tasks together: reading " + time(reading) + ", computing " + time(computing)
                + ", compressing and writing " + time(writing) + "), stitching " + time(stitchEnd - blocksEnd));
        files.forEach(file -> lines.add("  " + file));
        return lines;
    }

    /** The rate of the second half, when the JVM has long compiled what runs. */
    private String warm() {
        return missing < ENOUGH ? "" : " (" + Quantities.count((voxels - voxelsAtHalf) / ((blocksEnd - half) * 1e-9))
                + " once warm)";
    }

    private static String time(long nanos) {
        return Durations.of(nanos * 1e-9);
    }
}
