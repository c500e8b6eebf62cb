package org.znn.driver.evaluate;

import java.util.HashMap;
import java.util.Map;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.ConnectedComponents;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeReader;

/** The true segments of the voxels of an output, read from the label. */
final class GroundTruth {

    private final VolumeReader label;
    private final Placement placement;
    private final boolean binary;

    /**
     * Reads the label once to find out whether it is binary, that is, has no two different ids above 0. The segments of
     * a binary label are its connected components.
     *
     * @param placement position of the output on the label
     * @param region    scored box of the output; the rest of the label is ignored
     */
    GroundTruth(VolumeReader label, Placement placement, Box region) {
        this.label = label;
        this.placement = placement;
        binary = isBinary(region);
    }

    boolean isBinary() {
        return binary;
    }

    /** Returns the segment of each voxel of a box of the output; 0 where the label is not above 0. */
    int[] segments(Box box) {
        long[] ids = ids(box);
        return binary ? ConnectedComponents.ofMask(box.size(), v -> ids[v] > 0) : renumbered(ids);
    }

    private boolean isBinary(Box region) {
        long segment = 0;
        for (int z = region.start().z(); z < region.end().z(); z++) {
            for (long id : ids(new Box(region.start().with(0, z), region.size().with(0, 1)))) {
                if (id > 0 && segment > 0 && id != segment) {
                    return false;
                }
                segment = id > 0 ? id : segment;
            }
        }
        return true;
    }

    /** Returns the label's ids at the voxels of a box of the output. */
    private long[] ids(Box box) {
        Vec3 stride = placement.stride();
        Box labelBox = Alignment.labelBox(box, placement);
        long[] all = label.readIds(labelBox);
        if (stride.equals(Vec3.ONE)) {
            return all;
        }
        long[] strided = new long[Math.toIntExact(box.voxels())];
        int next = 0;
        for (int z = 0; z < labelBox.size().z(); z += stride.z()) {
            for (int y = 0; y < labelBox.size().y(); y += stride.y()) {
                for (int x = 0; x < labelBox.size().x(); x += stride.x()) {
                    strided[next++] = all[(z * labelBox.size().y() + y) * labelBox.size().x() + x];
                }
            }
        }
        return strided;
    }

    /** Renumbers ids of any size as 1, 2, 3, … in order of appearance; ids that are not above 0 become 0. */
    private static int[] renumbered(long[] ids) {
        Map<Long, Integer> numbers = new HashMap<>();
        int[] renumbered = new int[ids.length];
        for (int v = 0; v < ids.length; v++) {
            boolean known = v > 0 && ids[v] == ids[v - 1];
            renumbered[v] = known ? renumbered[v - 1]
                    : ids[v] <= 0 ? 0 : numbers.computeIfAbsent(ids[v], id -> numbers.size() + 1);
        }
        return renumbered;
    }
}
