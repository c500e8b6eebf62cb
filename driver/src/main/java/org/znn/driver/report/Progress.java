package org.znn.driver.report;

/**
 * How far a job has come. The rate is that of this run alone: what an earlier run left done counts as done, not as
 * fast.
 */
public final class Progress {

    private final long blocks;
    private final long voxels;
    private final long startNanos;
    private long blocksDone;
    private long voxelsDone;
    private long voxelsNow;

    /**
     * At the start of a run.
     *
     * @param blocksBefore blocks an earlier run has finished
     * @param voxelsBefore their voxels
     */
    public Progress(long blocks, long voxels, long blocksBefore, long voxelsBefore, long nowNanos) {
        this.blocks = blocks;
        this.voxels = voxels;
        blocksDone = blocksBefore;
        voxelsDone = voxelsBefore;
        startNanos = nowNanos;
    }

    /** One more block is committed. */
    public void done(long voxelsOfBlock) {
        blocksDone++;
        voxelsDone += voxelsOfBlock;
        voxelsNow += voxelsOfBlock;
    }

    public long blocksDone() {
        return blocksDone;
    }

    /** Voxels per second of this run. */
    public double rate(long nowNanos) {
        return voxelsNow / Math.max(1e-9, (nowNanos - startNanos) * 1e-9);
    }

    /** Like {@code block 12 of 60, 431 k voxels/s, 2 min 5 s left}. */
    public String line(long nowNanos) {
        String done = "block " + blocksDone + " of " + blocks;
        if (voxelsNow == 0) {
            return done;
        }
        double rate = rate(nowNanos);
        return done + ", " + Quantities.count(rate) + " voxels/s, "
                + Durations.of((voxels - voxelsDone) / rate) + " left";
    }
}
