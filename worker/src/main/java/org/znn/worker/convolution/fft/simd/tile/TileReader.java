package org.znn.worker.convolution.fft.simd.tile;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ChannelBlocks;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.simd.Prefetch;

/**
 * Reads a pair of tiles, each of a block of channels, from planar feature maps. Voxels outside the maps are 0.
 */
public final class TileReader implements LineSource {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int COMPLEX = 2 * LANES;
    /** Largest ratio of the voxels prefetched to the voxels read. */
    private static final int MAX_PREFETCH_RATIO = 4;

    private final float[] data;
    private final FeatureMapLayout layout;
    private final Vec3 dilation;
    private final int length;
    private final Part first;
    private final Part second;
    private final boolean sharesRows;
    /** Keeps the compiler from dropping the loads of a prefetch. */
    private volatile float prefetched;

    /**
     * Creates a reader of two tiles.
     *
     * @param dilation distance between adjacent voxels of a tile (z, y, x)
     * @param length   length of a line
     */
    public TileReader(FeatureMaps<float[]> maps, Vec3 dilation, int length, Region first, Region second) {
        data = maps.data();
        layout = maps.layout();
        this.dilation = dilation;
        this.length = length;
        this.first = new Part(first, 0);
        this.second = new Part(second, LANES);
        sharesRows = this.second.sharesRows(this.first);
    }

    /**
     * A tile of a block of channels.
     *
     * @param channels offset of each channel of the block from map 0, in elements
     * @param start    first voxel of the tile (z, y, x); may lie outside the maps
     * @param extent   number of voxels (z, y, x) that may be non-zero
     */
    public record Region(int[] channels, Vec3 start, Vec3 extent) {
    }

    /** One tile of the pair. */
    private final class Part {

        private final Region region;
        private final int lane;
        private final int firstColumn;
        private final int endColumn;
        private final int firstRow;
        private final int endRow;

        Part(Region region, int lane) {
            this.region = region;
            this.lane = lane;
            firstColumn = Math.min(length, firstInside(2));
            endColumn = Math.max(firstColumn, Math.min(length, endInside(2)));
            firstRow = firstInside(1);
            endRow = Math.max(firstRow, endInside(1));
        }

        /** Returns the first voxel of the tile along an axis that lies inside the maps. */
        private int firstInside(int axis) {
            return Math.max(0, IntMath.ceilDiv(-region.start().get(axis), dilation.get(axis)));
        }

        /** Returns the end of the voxels along an axis that lie inside both the maps and the extent. */
        private int endInside(int axis) {
            int inside = IntMath.ceilDiv(layout.size().get(axis) - region.start().get(axis), dilation.get(axis));
            return Math.min(region.extent().get(axis), inside);
        }

        boolean hasPlane(int z) {
            int plane = region.start().z() + z * dilation.z();
            return z < region.extent().z() && plane >= 0 && plane < layout.size().z();
        }

        boolean hasLine(int z, int y) {
            return hasPlane(z) && y >= firstRow && y < endRow && firstColumn < endColumn;
        }

        /** Returns whether both tiles read the same rows of the same channels. */
        boolean sharesRows(Part other) {
            return region.channels() == other.region.channels() && region.start().z() == other.region.start().z()
                    && region.start().y() == other.region.start().y();
        }

        /**
         * Prefetches a plane if its rows are so short that most of their voxels are read. Reading them in memory order
         * takes a fraction of the time that gathering loads would stall.
         *
         * @return sum of the voxels read, which the caller must use
         */
        float prefetch(int z) {
            boolean worthwhile = hasPlane(z) && firstRow < endRow && layout.rowPitch() * dilation.y()
                    <= MAX_PREFETCH_RATIO * (endColumn - firstColumn) * dilation.x();
            if (!worthwhile) {
                return 0;
            }
            int first = rowIndex(z, firstRow);
            int count = rowIndex(z, endRow - 1) + layout.size().x() - first;
            float sum = 0;
            for (int channel : region.channels()) {
                sum += Prefetch.range(data, channel + first, count);
            }
            return sum;
        }

        /** Returns the index of a row in map 0. */
        private int rowIndex(int z, int y) {
            return layout.index(0, region.start().z() + z * dilation.z(), region.start().y() + y * dilation.y(), 0);
        }

        void readLine(int z, int y, float[] target, int to) {
            boolean hasLine = hasLine(z, y);
            int begin = hasLine ? firstColumn : length;
            fillZeros(target, to + lane, begin);
            if (hasLine) {
                ChannelBlocks.gather(data, rowIndex(z, y) + region.start().x() + firstColumn * dilation.x(),
                        dilation.x(), region.channels(), target, to + firstColumn * COMPLEX + lane, COMPLEX,
                        endColumn - firstColumn);
                fillZeros(target, to + endColumn * COMPLEX + lane, length - endColumn);
            }
        }
    }

    @Override
    public boolean hasPlane(int z) {
        return first.hasPlane(z) || second.hasPlane(z);
    }

    @Override
    public void prefetch(int z) {
        prefetched = first.prefetch(z) + (sharesRows ? 0 : second.prefetch(z));
    }

    @Override
    public boolean readLine(int z, int y, float[] target, int to) {
        if (!first.hasLine(z, y) && !second.hasLine(z, y)) {
            return false;
        }
        first.readLine(z, y, target, to);
        second.readLine(z, y, target, to);
        return true;
    }

    private static void fillZeros(float[] target, int to, int count) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int n = 0; n < count; n++) {
            zero.intoArray(target, to + n * COMPLEX);
        }
    }
}
