package org.znn.worker.convolution.winograd.output;

import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.simd.Prefetch;
import org.znn.worker.simd.RowOps;

/** Applies the epilogue and stores rows in the output maps. */
public final class StoringRowSink implements RowSink {

    private final FeatureMaps<float[]> out;
    private final boolean add;
    private final RowOps<float[]> rowOps;
    private final RowEpilogue epilogue;

    /**
     * Creates a sink.
     *
     * @param out      output maps
     * @param add      whether to add rows to the contents of {@code out}
     * @param epilogue epilogue of the rows, applied after the addition
     * @param rowOps   row operations of this JVM
     */
    public StoringRowSink(FeatureMaps<float[]> out, boolean add, Epilogue epilogue, RowOps<float[]> rowOps) {
        this.out = out;
        this.add = add;
        this.rowOps = rowOps;
        this.epilogue = new RowEpilogue(epilogue, rowOps);
    }

    @Override
    public void accept(float[] row, int offset, int count, int channel, int z, int y, int x) {
        int to = out.layout().index(channel, z, y, x);
        if (add) {
            rowOps.add(row, offset, out.data(), to, count);
            epilogue.apply(out.data(), to, out.data(), to, count, channel);
        } else {
            epilogue.apply(row, offset, out.data(), to, count, channel);
        }
    }

    @Override
    public float prefetch(int count, int channel, int z, int y, int x) {
        return Prefetch.range(out.data(), out.layout().index(channel, z, y, x), count);
    }
}
