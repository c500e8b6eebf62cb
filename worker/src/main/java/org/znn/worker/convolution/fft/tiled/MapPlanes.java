package org.znn.worker.convolution.fft.tiled;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.simd.Rows;

/** Writes pairs of tiles to planar feature maps, with what is added to them and done to them at the end. */
final class MapPlanes implements PlaneSink {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ELEMENT = 2 * LANES;
    private static final int[] STEPS = new int[LANES];

    static {
        Arrays.setAll(STEPS, lane -> lane * ELEMENT);
    }

    private final Target target;
    private final Box first;
    private final Box second;
    private final float[] work;
    private final int room;

    /**
     * Where the next pair goes.
     *
     * @param second null where there is none
     * @param work   room for a section of a tile, and a vector, from {@code room}
     */
    MapPlanes(Target target, Box first, Box second, float[] work, int room) {
        this.target = target;
        this.first = first;
        this.second = second;
        this.work = work;
        this.room = room;
    }

    /**
     * The maps.
     *
     * @param maps     written
     * @param dilation from an element of a tile to the next
     * @param add      whether to add to what is there
     * @param epilogue at the end
     * @param rows     compute it
     */
    record Target(Maps<float[]> maps, Vec3 dilation, boolean add, Epilogue epilogue, Rows<float[]> rows) {

        boolean finishes() {
            return epilogue.bias() != null || !epilogue.function().equals(TransferFunction.Linear.IDENTITY);
        }

        /** What is added to a map: x + −0 is x for every x, −0 included. */
        double bias(int map) {
            return epilogue.bias() == null ? -0.0 : epilogue.bias()[map];
        }
    }

    /**
     * A tile's place.
     *
     * @param map   first of its maps
     * @param maps  how many
     * @param start voxel of its first element
     * @param count elements (z, y, x)
     */
    record Box(int map, int maps, Vec3 start, Vec3 count) {
    }

    /** Numbers of {@code work} that are needed for tiles with so many outputs. */
    static int room(Vec3 count) {
        return TileTransform.oddLines(count.y() * count.x() + LANES);
    }

    @Override
    public void plane(int z, float[] from, int at, int rowPitch) {
        write(first, z, from, at, rowPitch);
        if (second != null) {
            write(second, z, from, at + LANES, rowPitch);
        }
    }

    private void write(Box box, int z, float[] from, int at, int rowPitch) {
        if (z >= box.count().z()) {
            return;
        }
        Vec3 d = target.dilation();
        MapsLayout layout = target.maps().layout();
        Vec3 start = box.start();
        for (int lane = 0; lane < box.maps(); lane++) {
            int map = box.map() + lane;
            collect(from, at + lane, rowPitch, work, room, box.count().y(), box.count().x());
            int to = layout.index(map, start.z() + z * d.z(), start.y(), start.x());
            store(box, map, to, layout.rowPitch() * d.y());
        }
    }

    /** One map's numbers out of a section, without gaps; a vector too much at the end of each row. */
    private static void collect(float[] from, int at, int rowPitch, float[] to, int room, int rows, int columns) {
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x += LANES) {
                FloatVector.fromArray(SPECIES, from, at + y * rowPitch + x * ELEMENT, STEPS, 0)
                        .intoArray(to, room + y * columns + x);
            }
        }
    }

    private void store(Box box, int map, int to, int rowStep) {
        int columns = box.count().x();
        int rows = box.count().y();
        int step = target.dilation().x();
        float[] out = target.maps().data();
        if (target.add()) {
            for (int y = 0; y < rows; y++) {
                add(out, to + y * rowStep, step, work, room + y * columns, columns);
            }
        }
        if (target.finishes()) {
            target.rows().transfer(work, room, rows * columns, target.bias(map), target.epilogue().function());
        }
        for (int y = 0; y < rows; y++) {
            spread(work, room + y * columns, columns, out, to + y * rowStep, step);
        }
    }

    private static void add(float[] from, int at, int step, float[] to, int begin, int count) {
        for (int x = 0; x < count; x++) {
            to[begin + x] += from[at + x * step];
        }
    }

    private static void spread(float[] from, int begin, int count, float[] to, int at, int step) {
        if (step == 1) {
            System.arraycopy(from, begin, to, at, count);
            return;
        }
        for (int x = 0; x < count; x++) {
            to[at + x * step] = from[begin + x];
        }
    }
}
