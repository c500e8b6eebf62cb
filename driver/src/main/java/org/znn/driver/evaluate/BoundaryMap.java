package org.znn.driver.evaluate;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.VoxelGraph;
import org.znn.common.volume.FloatVolume;

/**
 * A map of the probability of lying inside a cell, or on a membrane. Voxels inside that are adjacent along an axis
 * belong to the same segment.
 *
 * @param channel  channel of the probability
 * @param polarity where the probability is high
 */
record BoundaryMap(int channel, BoundaryPolarity polarity) implements ProbabilityMap {

    @Override
    public List<Integer> channels() {
        return List.of(channel);
    }

    @Override
    public int reach() {
        return 1;
    }

    /** Returns the probability of lying inside a cell at a voxel of {@code [z][y][x]}. */
    double inside(FloatVolume map, int voxel) {
        float value = map.data()[channel * (int) map.size().product() + voxel];
        return polarity == BoundaryPolarity.INSIDE ? value : 1.0 - value;
    }

    @Override
    public VoxelGraph graph(FloatVolume map, PlaneRange range, double threshold) {
        return new MaskGraph(map, range, threshold);
    }

    @Override
    public long countWrong(FloatVolume map, PlaneRange range, int[] truth, double threshold) {
        int plane = map.size().y() * map.size().x();
        long wrong = 0;
        for (int v = range.first() * plane; v < range.end() * plane; v++) {
            wrong += inside(map, v) > threshold != (truth[v] != 0) ? 1 : 0;
        }
        return wrong;
    }

    @Override
    public long valueCount(Vec3 size, PlaneRange range) {
        return size.with(0, range.count()).product();
    }

    /** The graph of the voxels above a threshold. */
    private final class MaskGraph implements VoxelGraph {

        private final FloatVolume map;
        private final PlaneRange range;
        private final double threshold;
        private final int plane;
        private final int start;

        MaskGraph(FloatVolume map, PlaneRange range, double threshold) {
            this.map = map;
            this.range = range;
            this.threshold = threshold;
            plane = map.size().y() * map.size().x();
            start = range.first() * plane;
        }

        @Override
        public int voxels() {
            return range.count() * plane;
        }

        @Override
        public boolean isInside(int voxel) {
            return inside(map, start + voxel) > threshold;
        }

        @Override
        public void forEachEdge(EdgeVisitor visitor) {
            int width = map.size().x();
            for (int v = 0; v < voxels(); v++) {
                if (!isInside(v)) {
                    continue;
                }
                if ((v >= plane || range.context() > 0) && isInside(v - plane)) {
                    visitor.visit(v, v - plane);
                }
                if (v % plane >= width && isInside(v - width)) {
                    visitor.visit(v, v - width);
                }
                if (v % width > 0 && isInside(v - 1)) {
                    visitor.visit(v, v - 1);
                }
            }
        }
    }
}
