package org.znn.driver.evaluate;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.VoxelGraph;
import org.znn.common.volume.FloatVolume;

/**
 * A map of probabilities, of which a threshold makes segments: values above the threshold are inside a segment or join
 * two voxels. Values belong to a section; that of an edge between two sections belongs to the later one.
 */
interface ProbabilityMap {

    /** Returns the channels of the map that count. */
    List<Integer> channels();

    /** Returns the greatest number of sections between two voxels that a value joins. */
    int reach();

    /** Returns the graph whose components are the segments, of a range of sections. */
    VoxelGraph graph(FloatVolume map, PlaneRange range, double threshold);

    /**
     * Counts the values of a range of sections that lie on the wrong side of a threshold.
     *
     * @param truth true segment of each voxel of the volume in memory, 0 for boundary
     */
    long countWrong(FloatVolume map, PlaneRange range, int[] truth, double threshold);

    /** Returns the number of values of a range of sections that {@link #countWrong} examines. */
    long valueCount(Vec3 size, PlaneRange range);
}
