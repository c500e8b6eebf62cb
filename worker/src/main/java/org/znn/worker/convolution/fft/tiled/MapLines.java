package org.znn.worker.convolution.fft.tiled;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Channels;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.simd.Touch;

/** A pair of tiles of planar feature maps, a block of maps each; what lies outside the maps is 0. */
final class MapLines implements LineSource {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ELEMENT = 2 * LANES;
    /** Times as much as is wanted that may be touched. */
    private static final int MOST_TOUCHED = 4;

    private final float[] data;
    private final MapsLayout layout;
    private final Vec3 dilation;
    private final int length;
    private final Part first;
    private final Part second;
    private final boolean shareRows;
    private volatile float touched;

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
        shareRows = this.second.sharesRows(this.first);
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
        private final int firstRow;
        private final int endOfRows;

        Part(Box box, int lane) {
            this.box = box;
            this.lane = lane;
            from = Math.min(length, firstInside(2));
            to = Math.max(from, Math.min(length, endInside(2)));
            firstRow = firstInside(1);
            endOfRows = Math.max(firstRow, endInside(1));
        }

        /** The first element along an axis that lies in the maps. */
        private int firstInside(int axis) {
            int step = dilation.get(axis);
            return Math.max(0, (step - 1 - box.start().get(axis)) / step);
        }

        /** The first one behind that lies beyond, or holds nothing. */
        private int endInside(int axis) {
            int step = dilation.get(axis);
            int inside = (layout.size().get(axis) - box.start().get(axis) + step - 1) / step;
            return Math.min(box.count().get(axis), inside);
        }

        boolean hasPlane(int z) {
            int at = box.start().z() + z * dilation.z();
            return z < box.count().z() && at >= 0 && at < layout.size().z();
        }

        boolean hasLine(int z, int y) {
            return hasPlane(z) && y >= firstRow && y < endOfRows && from < to;
        }

        /** Whether the section's rows of the other tile are those of this one, too. */
        boolean sharesRows(Part other) {
            return box.channels() == other.box.channels() && box.start().z() == other.box.start().z()
                    && box.start().y() == other.box.start().y();
        }

        /**
         * Reads a number of each cache line of a section, where rows are so short that most of it is wanted: in the
         * order of memory that takes a fraction of the time that gathering loads would wait. The sum must be kept.
         */
        float touch(int z) {
            boolean wanted = hasPlane(z) && firstRow < endOfRows
                    && layout.rowPitch() * dilation.y() <= MOST_TOUCHED * (to - from) * dilation.x();
            if (!wanted) {
                return 0;
            }
            int first = index(z, firstRow);
            int count = index(z, endOfRows - 1) + layout.size().x() - first;
            float sum = 0;
            for (int channel : box.channels()) {
                sum += Touch.lines(data, channel + first, count);
            }
            return sum;
        }

        /** Where a row of the first map begins. */
        private int index(int z, int y) {
            return layout.index(0, box.start().z() + z * dilation.z(), box.start().y() + y * dilation.y(), 0);
        }

        void line(int z, int y, float[] target, int at) {
            boolean filled = hasLine(z, y);
            int begin = filled ? from : length;
            zeros(target, at + lane, begin);
            if (filled) {
                Channels.gather(data, index(z, y) + box.start().x() + from * dilation.x(), dilation.x(),
                        box.channels(), target, at + from * ELEMENT + lane, ELEMENT, to - from);
                zeros(target, at + to * ELEMENT + lane, length - to);
            }
        }
    }

    @Override
    public boolean hasPlane(int z) {
        return first.hasPlane(z) || second.hasPlane(z);
    }

    @Override
    public void touch(int z) {
        touched = first.touch(z) + (shareRows ? 0 : second.touch(z));
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

    private static void zeros(float[] to, int at, int count) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int n = 0; n < count; n++) {
            zero.intoArray(to, at + n * ELEMENT);
        }
    }
}
