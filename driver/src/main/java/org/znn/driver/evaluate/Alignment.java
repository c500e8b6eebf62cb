package org.znn.driver.evaluate;

import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;

/** Maps the voxels of an output to the voxels of its label. */
final class Alignment {

    private Alignment() {
    }

    /**
     * Returns the position of the output on the label: the position on the image that the output file states, or the
     * origin if the file states none.
     *
     * @param diagnostics receives an error if the label does not cover the output
     */
    static Placement placement(VolumeReader output, VolumeReader label, Diagnostics diagnostics) {
        Vec3 size = output.info().size();
        Vec3 labelSize = label.info().size();
        String labelPath = label.info().path();
        try {
            if (output.placement().isEmpty()) {
                if (!size.equals(labelSize)) {
                    diagnostics.error(labelPath, "the label has " + labelSize + " voxels, the output " + size,
                            "an output of a different size needs the attribute 'offset', its position in the image");
                }
                return new Placement(Vec3.ZERO, Vec3.ONE);
            }
            Placement placement = output.placement().get();
            if (!placement.offset().allAtLeast(Vec3.ZERO) || !placement.stride().isPositive()) {
                diagnostics.error(output.info().path(), "the attributes 'offset' = " + placement.offset()
                        + " and 'stride' = " + placement.stride() + " place the output outside the image", "");
            } else if (!covers(labelSize, size, placement)) {
                diagnostics.error(labelPath, "the label has " + labelSize + " voxels, but the output covers " + size
                        + " voxels at offset " + placement.offset() + " with stride " + placement.stride(),
                        "give the label of the same image");
            }
            return placement;
        } catch (VolumeException e) {
            diagnostics.error("", e.getMessage(), "");
            return new Placement(Vec3.ZERO, Vec3.ONE);
        }
    }

    private static boolean covers(Vec3 label, Vec3 size, Placement placement) {
        for (int axis = 0; axis < 3; axis++) {
            long last = placement.offset().get(axis) + (size.get(axis) - 1L) * placement.stride().get(axis);
            if (last >= label.get(axis)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the box of the label from the first to the last voxel that a box of the output maps to. */
    static Box labelBox(Box output, Placement placement) {
        Vec3 stride = placement.stride();
        return new Box(placement.offset().plus(output.start().times(stride)),
                output.size().minus(1).times(stride).plus(1));
    }
}
