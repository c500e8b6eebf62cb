package org.znn.driver.evaluate;

import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;

/** Finds the label's voxels under those of an output. */
final class Alignment {

    private Alignment() {
    }

    /**
     * Where the output lies on the label: there, where its file says that it lies on the image; one on the other, where
     * it says nothing.
     *
     * @param problems told where the label does not reach so far
     */
    static Placement of(VolumeReader output, VolumeReader label, Problems problems) {
        Vec3 size = output.info().size();
        Vec3 labelSize = label.info().size();
        String labelPath = label.info().path();
        try {
            if (output.placement().isEmpty()) {
                if (!size.equals(labelSize)) {
                    problems.error(labelPath, "the label has " + labelSize + " voxels, the output " + size,
                            "an output of another size needs the attribute 'offset', its place in the image");
                }
                return new Placement(Vec3.ZERO, Vec3.ONE);
            }
            Placement placement = output.placement().get();
            if (!placement.offset().allAtLeast(Vec3.ZERO) || !placement.stride().isPositive()) {
                problems.error(output.info().path(), "its attributes 'offset' " + placement.offset() + " and 'stride' "
                        + placement.stride() + " place it outside of any image", "");
            } else if (!reaches(labelSize, size, placement)) {
                problems.error(labelPath, "the label has " + labelSize + " voxels, but the output's " + size
                        + " lie on the image from " + placement.offset() + " on, " + placement.stride() + " apart",
                        "give the label of that image");
            }
            return placement;
        } catch (VolumeException e) {
            problems.error("", e.getMessage(), "");
            return new Placement(Vec3.ZERO, Vec3.ONE);
        }
    }

    private static boolean reaches(Vec3 label, Vec3 size, Placement placement) {
        for (int axis = 0; axis < 3; axis++) {
            long last = placement.offset().get(axis) + (size.get(axis) - 1L) * placement.stride().get(axis);
            if (last >= label.get(axis)) {
                return false;
            }
        }
        return true;
    }

    /** The box of the label from the first to the last voxel under a box of the output. */
    static Box under(Box output, Placement placement) {
        Vec3 stride = placement.stride();
        return new Box(placement.offset().plus(output.start().times(stride)),
                output.size().minus(1).times(stride).plus(1));
    }
}
