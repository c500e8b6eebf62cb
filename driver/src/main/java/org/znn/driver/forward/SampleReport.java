package org.znn.driver.forward;

import java.util.ArrayList;
import java.util.List;
import org.znn.driver.plan.SamplePlan;
import org.znn.driver.report.Durations;
import org.znn.driver.report.Quantities;

/** Throughput and time breakdown of a sample, printed when it is complete. */
final class SampleReport {

    /** With fewer blocks the rate of the second half is not meaningful. */
    private static final int MIN_BLOCKS_FOR_WARM_RATE = 10;

    private final SamplePlan sample;
    private final long missing;
    private final long start;
    private long statisticsEnd;
    private long blocksEnd;
    private long stitchEnd;
    private long blocks;
    private long voxels;
    private long halfwayNanos;
    private long halfwayVoxels;
    private long reading;
    private long computing;
    private long writing;

    /**
     * Starts the report before a sample is computed. All times are in nanoseconds.
     *
     * @param missing number of blocks to compute
     * @param now     current time
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
            halfwayNanos = now;
            halfwayVoxels = voxels;
        }
        reading += block.readingNanos();
        computing += block.computingNanos();
        writing += block.writingNanos();
    }

    void blocksDone(long now) {
        blocksEnd = now;
    }

    void stitchingDone(long now) {
        stitchEnd = now;
    }

    /** Returns the lines to print: rate, times and files. */
    List<String> lines(List<String> files) {
        List<String> lines = new ArrayList<>();
        double seconds = (stitchEnd - start) * 1e-9;
        double blocksSeconds = (blocksEnd - statisticsEnd) * 1e-9;
        lines.add("sample" + sample.number() + ": " + sample.extent() + " voxels in " + Durations.format(seconds)
                + (voxels == 0 ? ""
                        : ", " + Quantities.formatCount(voxels / blocksSeconds) + " voxels/s" + warmRate()));
        lines.add("  statistics " + time(statisticsEnd - start) + ", blocks " + time(blocksEnd - statisticsEnd)
                + " (summed over all tasks: reading " + time(reading) + ", computing " + time(computing)
                + ", compressing and writing " + time(writing) + "), stitching " + time(stitchEnd - blocksEnd));
        files.forEach(file -> lines.add("  " + file));
        return lines;
    }

    /** Returns the rate of the second half of the blocks, by which time the JIT compiler has finished. */
    private String warmRate() {
        if (missing < MIN_BLOCKS_FOR_WARM_RATE) {
            return "";
        }
        double rate = (voxels - halfwayVoxels) / ((blocksEnd - halfwayNanos) * 1e-9);
        return " (" + Quantities.formatCount(rate) + " after warm-up)";
    }

    private static String time(long nanos) {
        return Durations.format(nanos * 1e-9);
    }
}
