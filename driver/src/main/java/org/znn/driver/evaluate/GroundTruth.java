package org.znn.driver.evaluate;

import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.ConnectedComponents;
import org.znn.common.segmentation.SegmentNumbering;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeReader;

/** The true segments of the voxels of an output, read from the label. */
final class GroundTruth {

    private final IdReader label;
    private final Placement placement;
    private final boolean inverted;
    private final boolean binary;
    private final SegmentNumbering numbering;

    /**
     * Reads the label once to find out whether it is binary, that is, has no two different ids besides 0. The segments
     * of a binary label are its connected components.
     *
     * @param placement   position of the output on the label
     * @param region      scored box of the output; the rest of the label is ignored
     * @param inverted    whether the label is 0 inside cells; its zeros are then a mask of them
     * @param maxSegments number of segments beyond which the label is refused
     */
    GroundTruth(VolumeReader label, Placement placement, Box region, boolean inverted, int maxSegments) {
        this.label = new IdReader(label);
        this.placement = placement;
        this.inverted = inverted;
        numbering = new SegmentNumbering(maxSegments);
        binary = isBinary(region);
    }

    boolean isBinary() {
        return binary;
    }

    /**
     * Returns the segment of each voxel of a box of the output; 0 where the label is 0. Segments of a label that is not
     * binary have the same number in every box; those of a binary one are the components within the box.
     */
    int[] segments(Box box) {
        long[] ids = ids(box);
        return binary ? ConnectedComponents.ofMask(box.size(), v -> ids[v] != 0) : numbering.numbers(ids);
    }

    /** Returns 1 where the label is not 0. */
    FloatVolume mask(Box box) {
        long[] ids = ids(box);
        float[] mask = new float[ids.length];
        for (int v = 0; v < ids.length; v++) {
            mask[v] = ids[v] == 0 ? 0 : 1;
        }
        return new FloatVolume(1, box.size(), mask);
    }

    private boolean isBinary(Box region) {
        long segment = 0;
        int batch = IdReader.batch(region, placement.stride());
        for (int z = region.start().z(); z < region.end().z(); z += batch) {
            int sections = Math.min(batch, region.end().z() - z);
            for (long id : ids(new Box(region.start().with(0, z), region.size().with(0, sections)))) {
                if (id != 0 && segment != 0 && id != segment) {
                    return false;
                }
                segment = id != 0 ? id : segment;
            }
        }
        return true;
    }

    private long[] ids(Box box) {
        Box labelBox = Alignment.labelBox(box, placement);
        long[] ids = strided(label.read(labelBox), labelBox.size(), placement.stride(), box);
        for (int v = 0; inverted && v < ids.length; v++) {
            ids[v] = ids[v] == 0 ? 1 : 0;
        }
        return ids;
    }

    /**
     * Returns every {@code stride}-th id of a box of the label.
     *
     * @param all    ids of the box as {@code [z][y][x]}
     * @param size   size of the box of the label
     * @param output box of the output that maps to it
     */
    static long[] strided(long[] all, Vec3 size, Vec3 stride, Box output) {
        if (stride.equals(Vec3.ONE)) {
            return all;
        }
        long[] strided = new long[Math.toIntExact(output.voxels())];
        int next = 0;
        for (int z = 0; z < size.z(); z += stride.z()) {
            for (int y = 0; y < size.y(); y += stride.y()) {
                for (int x = 0; x < size.x(); x += stride.x()) {
                    strided[next++] = all[(z * size.y() + y) * size.x() + x];
                }
            }
        }
        return strided;
    }
}
