package org.znn.worker.convolution.fft.simd.tile;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.simd.CacheLine;
import org.znn.worker.simd.RowOps;

/** Writes pairs of tiles to planar feature maps, optionally adding to them, and applies the epilogue. */
public final class TileWriter implements PlaneSink {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int COMPLEX = 2 * LANES;
    /** Rows that are transposed at a time, so that they stay in the L1 cache. */
    private static final int STRIP_ROWS = 8;
    /** Offsets of {@link #LANES} adjacent complex vectors, for a gathering load. */
    private static final int[] GATHER_OFFSETS = new int[LANES];

    static {
        Arrays.setAll(GATHER_OFFSETS, lane -> lane * COMPLEX);
    }

    private final Output output;
    private final Region first;
    private final Region second;
    private final float[] work;
    private final int workspace;

    /**
     * Creates a writer of a pair of tiles.
     *
     * @param second    second tile, or null if there is none
     * @param work      array that holds the workspace, see {@link #workspaceFloats}
     * @param workspace index of the workspace
     */
    public TileWriter(Output output, Region first, Region second, float[] work, int workspace) {
        this.output = output;
        this.first = first;
        this.second = second;
        this.work = work;
        this.workspace = workspace;
    }

    /**
     * The feature maps to write and how to write them.
     *
     * @param maps       destination
     * @param dilation   distance between adjacent voxels of a tile (z, y, x)
     * @param accumulate whether to add to the values of the maps
     * @param epilogue   operations on the final sums
     * @param rowOps     implementation of the epilogue
     */
    public record Output(FeatureMaps<float[]> maps, Vec3 dilation, boolean accumulate, Epilogue epilogue,
            RowOps<float[]> rowOps) {

    }

    /**
     * The destination of a tile.
     *
     * @param firstMap first feature map of the block
     * @param mapCount number of feature maps
     * @param start    first voxel of the tile (z, y, x)
     * @param extent   number of voxels (z, y, x)
     */
    public record Region(int firstMap, int mapCount, Vec3 start, Vec3 extent) {
    }

    /** Returns the floats of the workspace for tiles of at most the given extent (z, y, x). */
    public static int workspaceFloats(Vec3 extent) {
        return LANES * mapPitch(extent);
    }

    /** Returns the distance in floats between two maps in the workspace. */
    private static int mapPitch(Vec3 extent) {
        return CacheLine.roundUpToOdd(Math.min(STRIP_ROWS, extent.y()) * extent.x() + LANES);
    }

    @Override
    public void accept(int z, float[] source, int from, int rowPitch) {
        write(first, z, source, from, rowPitch);
        if (second != null) {
            write(second, z, source, from + LANES, rowPitch);
        }
    }

    private void write(Region region, int z, float[] source, int from, int rowPitch) {
        if (z >= region.extent().z()) {
            return;
        }
        int columns = region.extent().x();
        int mapPitch = mapPitch(region.extent());
        for (int y = 0; y < region.extent().y(); y += STRIP_ROWS) {
            int rows = Math.min(STRIP_ROWS, region.extent().y() - y);
            for (int row = 0; row < rows; row++) {
                gatherRow(source, from + (y + row) * rowPitch, columns, work, workspace + row * columns, mapPitch,
                        region.mapCount());
            }
            for (int lane = 0; lane < region.mapCount(); lane++) {
                store(region, region.firstMap() + lane, z, y, rows, workspace + lane * mapPitch);
            }
        }
    }

    /**
     * Transposes a row to [map][x], all maps while the row is in the L1 cache. Reads and writes up to one vector past
     * the end of the row.
     */
    private static void gatherRow(float[] source, int from, int columns, float[] target, int to, int mapPitch,
            int maps) {
        for (int lane = 0; lane < maps; lane++) {
            for (int x = 0; x < columns; x += LANES) {
                FloatVector.fromArray(SPECIES, source, from + lane + x * COMPLEX, GATHER_OFFSETS, 0)
                        .intoArray(target, to + lane * mapPitch + x);
            }
        }
    }

    /** Writes rows of a map, which are contiguous in the workspace from {@code from} on. */
    private void store(Region region, int map, int z, int y, int rows, int from) {
        Vec3 d = output.dilation();
        FeatureMapLayout layout = output.maps().layout();
        Vec3 start = region.start();
        int to = layout.index(map, start.z() + z * d.z(), start.y() + y * d.y(), start.x());
        int rowStep = layout.rowPitch() * d.y();
        int columns = region.extent().x();
        float[] target = output.maps().data();
        if (output.accumulate()) {
            for (int row = 0; row < rows; row++) {
                add(target, to + row * rowStep, d.x(), work, from + row * columns, columns);
            }
        }
        Epilogue epilogue = output.epilogue();
        if (!epilogue.isIdentity()) {
            output.rowOps().applyTransfer(work, from, rows * columns, epilogue.bias(map), epilogue.function());
        }
        for (int row = 0; row < rows; row++) {
            scatter(work, from + row * columns, columns, target, to + row * rowStep, d.x());
        }
    }

    private static void add(float[] source, int from, int step, float[] target, int to, int count) {
        for (int x = 0; x < count; x++) {
            target[to + x] += source[from + x * step];
        }
    }

    private static void scatter(float[] source, int from, int count, float[] target, int to, int step) {
        if (step == 1) {
            copy(source, from, count, target, to);
            return;
        }
        for (int x = 0; x < count; x++) {
            target[to + x * step] = source[from + x];
        }
    }

    private static void copy(float[] source, int from, int count, float[] target, int to) {
        if (count < LANES) {
            System.arraycopy(source, from, target, to, count);
            return;
        }
        for (int x = 0; x + LANES <= count; x += LANES) {
            FloatVector.fromArray(SPECIES, source, from + x).intoArray(target, to + x);
        }
        int last = count - LANES;
        FloatVector.fromArray(SPECIES, source, from + last).intoArray(target, to + last);
    }
}
