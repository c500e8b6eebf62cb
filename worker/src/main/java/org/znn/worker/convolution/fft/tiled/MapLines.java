package org.znn.worker.convolution.fft.tiled;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;

/** A pair of tiles of planar feature maps, a block of maps each; what lies outside the maps is 0. */
final class MapLines implements LineSource {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ELEMENT = 2 * LANES;

    private final float[] data;
    private final MapsLayout layout;
    private final Vec3 dilation;
    private final int length;
    private final Part first;
    private final Part second;

    /**
     * The tiles.
     *
     * @param dilation from an element to the next
     * @param length   of a line
     */
    MapLines(Maps<float[]> maps, Vec3 dilation, int length, Box first, Box second) {
        data = maps.data();
        layout = maps.layout();
        this.dilation = dilation;
        this.length = length;
        this.first = new Part(first, 0);
        this.second = new Part(second, LANES);
    }

    /**
     * What a tile holds.
     *
     * @param channels where its maps begin, relative to map 0
     * @param start    voxel of its first element; may lie outside the maps
     * @param count    elements (z, y, x) that may be other than 0
     */
    record Box(int[] channels, Vec3 start, Vec3 count) {
    }

    /** One of the two. */
    private final class Part {

        private final Box box;
        private final int lane;
        private final int from;
        private final int to;

        Part(Box box, int lane) {
            this.box = box;
            this.lane = lane;
            int step = dilation.x();
            int x = box.start().x();
            from = Math.min(length, Math.max(0, (step - 1 - x) / step));
            int inside = (layout.size().x() - x + step - 1) / step;
            to = Math.max(from, Math.min(Math.min(length, box.count().x()), inside));
        }

        boolean hasPlane(int z) {
            int at = box.start().z() + z * dilation.z();
            return z < box.count().z() && at >= 0 && at < layout.size().z();
        }

        boolean hasLine(int z, int y) {
            int at = box.start().y() + y * dilation.y();
            return hasPlane(z) && y < box.count().y() && at >= 0 && at < layout.size().y() && from < to;
        }

        void line(int z, int y, float[] target, int at) {
            boolean filled = hasLine(z, y);
            int begin = filled ? from : length;
            zeros(target, at + lane, begin);
            if (filled) {
                int row = layout.index(0, box.start().z() + z * dilation.z(), box.start().y() + y * dilation.y(), 0);
                gather(data, row + box.start().x() + from * dilation.x(), dilation.x(), box.channels(), target,
                        at + from * ELEMENT + lane, to - from);
                zeros(target, at + to * ELEMENT + lane, length - to);
            }
        }
    }

    @Override
    public boolean hasPlane(int z) {
        return first.hasPlane(z) || second.hasPlane(z);
    }

    @Override
    public boolean line(int z, int y, float[] to, int at) {
        if (!first.hasLine(z, y) && !second.hasLine(z, y)) {
            return false;
        }
        first.line(z, y, to, at);
        second.line(z, y, to, at);
        return true;
    }

    private static void gather(float[] data, int from, int step, int[] channels, float[] to, int at, int count) {
        for (int n = 0; n < count; n++) {
            FloatVector.fromArray(SPECIES, data, from + n * step, channels, 0).intoArray(to, at + n * ELEMENT);
        }
    }

    private static void zeros(float[] to, int at, int count) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int n = 0; n < count; n++) {
            zero.intoArray(to, at + n * ELEMENT);
        }
    }
}
