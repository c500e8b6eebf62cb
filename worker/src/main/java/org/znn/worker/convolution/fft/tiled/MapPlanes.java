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
    /** Rows that are turned at a time: what they take should stay in the nearest cache. */
    private static final int STRIP = 8;
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
     * @param work   room for some rows of a tile from {@code room}
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
        return LANES * mapPitch(count);
    }

    /** From the numbers of a map to those of the next. */
    private static int mapPitch(Vec3 count) {
        return TileTransform.oddLines(Math.min(STRIP, count.y()) * count.x() + LANES);
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
        int columns = box.count().x();
        int mapPitch = mapPitch(box.count());
        for (int y = 0; y < box.count().y(); y += STRIP) {
            int rows = Math.min(STRIP, box.count().y() - y);
            for (int row = 0; row < rows; row++) {
                collect(from, at + (y + row) * rowPitch, columns, work, room + row * columns, mapPitch, box.maps());
            }
            for (int lane = 0; lane < box.maps(); lane++) {
                store(box, box.map() + lane, z, y, rows, room + lane * mapPitch);
            }
        }
    }

    /**
     * A row's numbers, those of a map one after the other, a vector too much at the end: all maps of it while it is in
     * the nearest cache.
     */
    private static void collect(float[] from, int at, int columns, float[] to, int begin, int mapPitch, int maps) {
        for (int lane = 0; lane < maps; lane++) {
            for (int x = 0; x < columns; x += LANES) {
                FloatVector.fromArray(SPECIES, from, at + lane + x * ELEMENT, STEPS, 0)
                        .intoArray(to, begin + lane * mapPitch + x);
            }
        }
    }

    /** Writes some rows of a map, which lie one after the other from {@code at}. */
    private void store(Box box, int map, int z, int y, int rows, int at) {
        Vec3 d = target.dilation();
        MapsLayout layout = target.maps().layout();
        Vec3 start = box.start();
        int to = layout.index(map, start.z() + z * d.z(), start.y() + y * d.y(), start.x());
        int rowStep = layout.rowPitch() * d.y();
        int columns = box.count().x();
        float[] out = target.maps().data();
        if (target.add()) {
            for (int row = 0; row < rows; row++) {
                add(out, to + row * rowStep, d.x(), work, at + row * columns, columns);
            }
        }
        if (target.finishes()) {
            target.rows().transfer(work, at, rows * columns, target.bias(map), target.epilogue().function());
        }
        for (int row = 0; row < rows; row++) {
            spread(work, at + row * columns, columns, out, to + row * rowStep, d.x());
        }
    }

    private static void add(float[] from, int at, int step, float[] to, int begin, int count) {
        for (int x = 0; x < count; x++) {
            to[begin + x] += from[at + x * step];
        }
    }

    private static void spread(float[] from, int begin, int count, float[] to, int at, int step) {
        if (step == 1) {
            copy(from, begin, count, to, at);
            return;
        }
        for (int x = 0; x < count; x++) {
            to[at + x * step] = from[begin + x];
        }
    }

    private static void copy(float[] from, int begin, int count, float[] to, int at) {
        if (count < LANES) {
            System.arraycopy(from, begin, to, at, count);
            return;
        }
        for (int x = 0; x + LANES <= count; x += LANES) {
            FloatVector.fromArray(SPECIES, from, begin + x).intoArray(to, at + x);
        }
        int last = count - LANES;
        FloatVector.fromArray(SPECIES, from, begin + last).intoArray(to, at + last);
    }
}
