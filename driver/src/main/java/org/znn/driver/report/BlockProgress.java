package org.znn.driver.report;

/**
 * Progress of a forward job. Blocks that an earlier run finished count as done, but not towards the rate of this run.
 */
public final class BlockProgress {

    private final long blocks;
    private final long voxels;
    private final long startNanos;
    private long blocksDone;
    private long voxelsDone;
    private long voxelsThisRun;

    /**
     * Starts measuring.
     *
     * @param blocks       number of blocks of the job
     * @param voxels       output voxels of the job
     * @param blocksBefore number of blocks that earlier runs have finished
     * @param voxelsBefore output voxels of the blocks that earlier runs have finished
     * @param nowNanos     current time in nanoseconds
     */
    public BlockProgress(long blocks, long voxels, long blocksBefore, long voxelsBefore, long nowNanos) {
        this.blocks = blocks;
        this.voxels = voxels;
        blocksDone = blocksBefore;
        voxelsDone = voxelsBefore;
        startNanos = nowNanos;
    }

    /** Counts a block that was committed. */
    public void blockFinished(long voxelsOfBlock) {
        blocksDone++;
        voxelsDone += voxelsOfBlock;
        voxelsThisRun += voxelsOfBlock;
    }

    /** Returns the output voxels per second of this run. */
    private double rate(long nowNanos) {
        return voxelsThisRun / Math.max(1e-9, (nowNanos - startNanos) * 1e-9);
    }

    /** Returns a text such as {@code 12 of 60 blocks}. */
    public String done() {
        return blocksDone + " of " + blocks + " blocks";
    }

    /** Returns a text such as {@code block 12 of 60, 431 k voxels/s, 2 min 5 s left}. */
    public String text(long nowNanos) {
        String done = "block " + blocksDone + " of " + blocks;
        if (voxelsThisRun == 0) {
            return done;
        }
        double rate = rate(nowNanos);
        return done + ", " + Quantities.formatCount(rate) + " voxels/s, "
                + Durations.format((voxels - voxelsDone) / rate) + " left";
    }
}
