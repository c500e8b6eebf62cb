package org.znn.worker.convolution.winograd;

import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.simd.Rows;
import org.znn.worker.simd.Touch;

/** Rows that are stored in the output maps, with bias and transfer function. */
final class StoredRows implements RowEnd {

    private final Maps<float[]> out;
    private final boolean add;
    private final Rows<float[]> rows;
    private final Finish finish;

    /**
     * For the maps of a call.
     *
     * @param add      whether what is there is added
     * @param epilogue applied then
     */
    StoredRows(Maps<float[]> out, boolean add, Epilogue epilogue, Rows<float[]> rows) {
        this.out = out;
        this.add = add;
        this.rows = rows;
        finish = new Finish(epilogue, rows);
    }

    @Override
    public void take(float[] row, int from, int count, int map, int z, int y, int x) {
        int to = out.layout().index(map, z, y, x);
        if (add) {
            rows.add(row, from, out.data(), to, count);
            finish.run(out.data(), to, out.data(), to, count, map);
        } else {
            finish.run(row, from, out.data(), to, count, map);
        }
    }

    @Override
    public float touch(int count, int map, int z, int y, int x) {
        return Touch.lines(out.data(), out.layout().index(map, z, y, x), count);
    }
}
