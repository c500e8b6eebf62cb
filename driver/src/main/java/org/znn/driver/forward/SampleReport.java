package org.znn.driver.forward;

import java.util.ArrayList;
import java.util.List;
import org.znn.driver.plan.SamplePlan;
import org.znn.driver.report.Durations;
import org.znn.driver.report.Quantities;

/** Where the time of a sample went, told when it is done. */
final class SampleReport {

    private final SamplePlan sample;
    private final long start;
    private long statisticsEnd;
    private long blocksEnd;
    private long stitchEnd;
    private long voxels;
    private long reading;
    private long computing;
    private long writing;

    SampleReport(SamplePlan sample, long now) {
        this.sample = sample;
        start = now;
        statisticsEnd = now;
    }

    void statisticsDone(long now) {
        statisticsEnd = now;
    }

    void add(BlockReport block) {
        voxels += block.voxels();
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
                + (voxels == 0 ? "" : ", " + Quantities.count(voxels / blocksSeconds) + " voxels/s"));
        lines.add("  statistics " + time(statisticsEnd - start) + ", blocks " + time(blocksEnd - statisticsEnd)
                + " (in all tasks together: reading " + time(reading) + ", computing " + time(computing)
                + ", compressing and writing " + time(writing) + "), stitching " + time(stitchEnd - blocksEnd));
        files.forEach(file -> lines.add("  " + file));
        return lines;
    }

    private static String time(long nanos) {
        return Durations.of(nanos * 1e-9);
    }
}
