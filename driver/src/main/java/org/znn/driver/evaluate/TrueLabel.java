package org.znn.driver.evaluate;

import java.util.HashMap;
import java.util.Map;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.Components;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeReader;

/** The label under an output: the part of it that the output lies on, as segments. */
final class TrueLabel {

    private final VolumeReader label;
    private final Placement placement;
    private final boolean binary;

    /**
     * Looks whether the label is binary: where no two different ids are in it, its segments are its components.
     *
     * @param placement of the output on the label
     * @param region    of the output that is evaluated; only there the label is looked at
     */
    TrueLabel(VolumeReader label, Placement placement, Box region) {
        this.label = label;
        this.placement = placement;
        binary = isBinary(region);
    }

    boolean isBinary() {
        return binary;
    }

    /** The segment of each voxel of a box of the output; 0 where the label is not above 0. */
    int[] segments(Box box) {
        long[] ids = ids(box);
        return binary ? Components.ofMask(box.size(), v -> ids[v] > 0) : small(ids);
    }

    private boolean isBinary(Box region) {
        long only = 0;
        for (int z = region.start().z(); z < region.end().z(); z++) {
            for (long id : ids(new Box(region.start().with(0, z), region.size().with(0, 1)))) {
                if (id > 0 && only > 0 && id != only) {
                    return false;
                }
                only = id > 0 ? id : only;
            }
        }
        return true;
    }

    /** At the voxels of a box of the output. */
    private long[] ids(Box box) {
        Vec3 stride = placement.stride();
        Box under = Alignment.under(box, placement);
        long[] all = label.readIds(under);
        if (stride.equals(Vec3.ONE)) {
            return all;
        }
        long[] some = new long[Math.toIntExact(box.voxels())];
        int at = 0;
        for (int z = 0; z < under.size().z(); z += stride.z()) {
            for (int y = 0; y < under.size().y(); y += stride.y()) {
                for (int x = 0; x < under.size().x(); x += stride.x()) {
                    some[at++] = all[(z * under.size().y() + y) * under.size().x() + x];
                }
            }
        }
        return some;
    }

    /** Ids of any size, numbered anew from 1 on. */
    private static int[] small(long[] ids) {
        Map<Long, Integer> numbers = new HashMap<>();
        int[] small = new int[ids.length];
        for (int v = 0; v < ids.length; v++) {
            boolean known = v > 0 && ids[v] == ids[v - 1];
            small[v] = known ? small[v - 1]
                    : ids[v] <= 0 ? 0 : numbers.computeIfAbsent(ids[v], id -> numbers.size() + 1);
        }
        return small;
    }
}
