package org.znn.driver.evaluate;

import org.znn.common.segmentation.SlabComponents;
import org.znn.common.volume.FloatVolume;

/**
 * The true segments of a volume that is read slab by slab. Those of a binary label are the connected components of the
 * whole volume, for which its slabs must be connected first.
 */
final class SlabTruth {

    /** A voxel of the mask has the value 1. */
    private static final BoundaryMap MASK = new BoundaryMap(0, BoundaryPolarity.INSIDE);
    private static final double THRESHOLD = 0.5;

    private final GroundTruth truth;
    private final Slabs slabs;
    private final SlabComponents components;

    /**
     * Creates the segments of a region.
     *
     * @param maxSegments number of components beyond which the label is refused
     */
    SlabTruth(GroundTruth truth, Slabs slabs, int maxSegments) {
        this.truth = truth;
        this.slabs = slabs;
        components = new SlabComponents((int) slabs.region().size().with(0, 1).product(), maxSegments);
    }

    /** Connects the next slab to those before. */
    void connect(int slab) {
        if (truth.isBinary()) {
            components.add(MASK.graph(truth.mask(slabs.withContext(slab, 1)), slabs.afterContext(slab, 1), THRESHOLD));
        }
    }

    /** Ends the connection of slabs. */
    void finish() {
        components.finish();
    }

    /** Returns the segment of each voxel of a window; 0 where the label is 0. */
    int[] segments(SlabWindow window) {
        if (!truth.isBinary()) {
            return truth.segments(window.box());
        }
        FloatVolume mask = truth.mask(window.box());
        int[] segments = new int[mask.data().length];
        for (int slab = window.firstSlab(); slab < window.endSlab(); slab++) {
            PlaneRange range = window.range(slab);
            int[] part = components.ids(slab, MASK.graph(mask, range, THRESHOLD));
            System.arraycopy(part, 0, segments, range.first() * window.plane(), part.length);
        }
        return segments;
    }
}
