package org.znn.driver.evaluate;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.VoxelGraph;
import org.znn.common.volume.FloatVolume;

/**
 * A map of the probabilities that two voxels belong to the same segment.
 *
 * @param edges edges of the channels that are scored
 */
record AffinityMap(List<AffinityEdge> edges) implements ProbabilityMap {

    /** Receives the index of a value in the map, and of its two voxels in {@code [z][y][x]}. */
    @FunctionalInterface
    private interface ValueVisitor {

        void visit(int value, int voxel, int other);
    }

    @Override
    public List<Integer> channels() {
        return edges.stream().map(AffinityEdge::channel).toList();
    }

    @Override
    public int reach() {
        return edges.stream().mapToInt(AffinityEdge::sections).max().orElse(0);
    }

    @Override
    public VoxelGraph graph(FloatVolume map, PlaneRange range, double threshold) {
        int plane = map.size().y() * map.size().x();
        int start = range.first() * plane;
        return new VoxelGraph() {
            @Override
            public int voxels() {
                return range.count() * plane;
            }

            @Override
            public boolean isInside(int voxel) {
                return false;
            }

            @Override
            public void forEachEdge(EdgeVisitor visitor) {
                forEachValue(map.size(), range, (value, voxel, other) -> {
                    if (map.data()[value] > threshold) {
                        visitor.visit(voxel - start, other - start);
                    }
                });
            }
        };
    }

    @Override
    public long countWrong(FloatVolume map, PlaneRange range, int[] truth, double threshold) {
        long[] wrong = new long[1];
        forEachValue(map.size(), range, (value, voxel, other) -> {
            boolean same = truth[voxel] != 0 && truth[voxel] == truth[other];
            wrong[0] += map.data()[value] > threshold != same ? 1 : 0;
        });
        return wrong[0];
    }

    @Override
    public long valueCount(Vec3 size, PlaneRange range) {
        long count = 0;
        for (AffinityEdge edge : edges) {
            int sections = range.end() - firstSection(edge, range);
            count += Math.max(0, sections) * (long) Math.max(0, size.y() - Math.abs(edge.offset().y()))
                    * Math.max(0, size.x() - Math.abs(edge.offset().x()));
        }
        return count;
    }

    /** Returns the first section of a range that can be the later one of an edge. */
    private static int firstSection(AffinityEdge edge, PlaneRange range) {
        return Math.max(range.first(), range.first() - range.context() + edge.sections());
    }

    /** Visits the values whose later voxel lies in the range, and the other in the range or its context. */
    private void forEachValue(Vec3 size, PlaneRange range, ValueVisitor visitor) {
        int voxels = (int) size.product();
        for (AffinityEdge edge : edges) {
            Vec3 offset = edge.offset();
            int distance = (offset.z() * size.y() + offset.y()) * size.x() + offset.x();
            for (int later = firstSection(edge, range); later < range.end(); later++) {
                int z = offset.z() > 0 ? later - offset.z() : later;
                for (int y = Math.max(0, -offset.y()); y < size.y() - Math.max(0, offset.y()); y++) {
                    int row = (z * size.y() + y) * size.x();
                    int end = row + size.x() - Math.max(0, offset.x());
                    for (int v = row + Math.max(0, -offset.x()); v < end; v++) {
                        visitor.visit(edge.channel() * voxels + v, v, v + distance);
                    }
                }
            }
        }
    }
}
