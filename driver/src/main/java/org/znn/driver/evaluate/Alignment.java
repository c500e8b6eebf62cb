package org.znn.driver.evaluate;

import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeReader;

/** Maps the voxels of an output to the voxels of its label. */
final class Alignment {

    /** Relative difference of voxel sizes that rounding explains. */
    private static final double SIZE_TOLERANCE = 0.02;
    private static final Placement SAME = new Placement(Vec3.ZERO, Vec3.ONE);

    private Alignment() {
    }

    /**
     * Returns the position of the output on the label: the one that the user requests, else the one on the image that
     * the output file states, else the origin. A label that states a position of its own may be meant to lie there in
     * the same image, or the output's position may count from the label: where both fit, the user is asked.
     *
     * @param requested   voxel of the label that the first voxel of the output lies on; empty if the files decide
     * @param diagnostics receives an error if the position is unclear or the label does not cover the output
     */
    static Placement placement(VolumeReader output, VolumeReader label, Optional<Vec3> requested,
            Diagnostics diagnostics) {
        Optional<Placement> stated = output.placement();
        Vec3 size = output.info().size();
        Vec3 labelSize = label.info().size();
        if (requested.isEmpty() && stated.isEmpty()) {
            if (!size.equals(labelSize)) {
                diagnostics.error(label.info().path(), "the label has " + labelSize + " voxels, the output " + size,
                        "an output of a different size needs the attribute 'offset', its position in the image, or "
                                + "--offset Z,Y,X" + centred(labelSize, size));
            }
            return SAME;
        }
        Vec3 stride = stated.map(Placement::stride).orElse(Vec3.ONE);
        Placement placement = new Placement(requested.orElseGet(() -> stated.orElseThrow().offset()), stride);
        if (requested.isEmpty()) {
            placement = inSameImage(placement, label, size, diagnostics);
        }
        if (requested.isEmpty() || !stride.isPositive()) {
            checkStated(placement, output.info().path(), size, label, diagnostics);
        } else if (covered(size, labelSize, placement).isEmpty()) {
            diagnostics.error(label.info().path(), "the label has " + labelSize + " voxels, but the output covers "
                    + size + " voxels at offset " + requested.get() + " with stride " + stride, "along each axis, one"
                    + " of them must lie within the other; --offset is the voxel of the label on which the first voxel"
                    + " of the output lies");
        }
        return placement;
    }

    /** Takes into account that the label may state a position in the same image. */
    private static Placement inSameImage(Placement placement, VolumeReader label, Vec3 size, Diagnostics diagnostics) {
        Vec3 own = label.placement().map(Placement::offset).orElse(Vec3.ZERO);
        Placement relative = new Placement(placement.offset().minus(own), placement.stride());
        if (own.equals(Vec3.ZERO) || !covers(label.info().size(), size, relative)) {
            return placement;
        }
        if (covers(label.info().size(), size, placement)) {
            diagnostics.error(label.info().path(), "the output states the offset " + placement.offset()
                    + ", the label " + own, "say where the output begins on the label: --offset " + relative.offset()
                    + " if both count from the same image, --offset " + placement.offset()
                    + " if the output's counts from the label");
        }
        return relative;
    }

    private static void checkStated(Placement placement, String path, Vec3 size, VolumeReader label,
            Diagnostics diagnostics) {
        if (!placement.offset().allAtLeast(Vec3.ZERO) || !placement.stride().isPositive()) {
            diagnostics.error(path, "the attributes 'offset' = " + placement.offset() + " and 'stride' = "
                    + placement.stride() + " place the output outside the image", "--offset Z,Y,X overrides them");
        } else if (!covers(label.info().size(), size, placement)) {
            diagnostics.error(label.info().path(), "the label has " + label.info().size() + " voxels, but the output "
                    + "covers " + size + " voxels at offset " + placement.offset() + " with stride "
                    + placement.stride(), "give the label of the same image, or, if the label shows a part of it,"
                    + " where the output begins on it: --offset -Z,-Y,-X"
                    + (placement.equals(SAME) ? centred(label.info().size(), size) : ""));
        }
    }

    /**
     * Returns the box of the output that lies on the label; empty if, along an axis, neither lies within the other.
     *
     * @param placement position of the output on the label, with a positive stride
     */
    static Box covered(Vec3 output, Vec3 label, Placement placement) {
        Vec3 first = Vec3.ZERO.minus(placement.offset()).ceilDiv(placement.stride());
        Vec3 end = label.minus(placement.offset()).minus(1).floorDiv(placement.stride()).plus(1);
        Box covered = Box.ofSize(output).intersect(Box.between(first, end.max(first)));
        for (int axis = 0; axis < 3; axis++) {
            boolean outputInLabel = covered.size().get(axis) == output.get(axis);
            boolean labelInOutput = first.get(axis) >= 0 && end.get(axis) <= output.get(axis);
            if (!outputInLabel && !labelInOutput) {
                return new Box(Vec3.ZERO, Vec3.ZERO);
            }
        }
        return covered;
    }

    /** Returns a sentence if the files state different voxel sizes along an axis. */
    static Optional<String> sizeConflict(VolumeReader output, VolumeReader label, Placement placement) {
        Optional<Calibration> ours = output.info().calibration();
        Optional<Calibration> theirs = label.info().calibration().map(c -> c.strided(placement.stride()));
        if (ours.isEmpty() || theirs.isEmpty() || !ours.get().unit().equals(theirs.get().unit())) {
            return Optional.empty();
        }
        for (int axis = 0; axis < 3; axis++) {
            double ratio = ours.get().voxelSize().get(axis) / theirs.get().voxelSize().get(axis);
            // The comparison is false for an unknown size, which is NaN.
            if (Math.abs(ratio - 1) > SIZE_TOLERANCE) {
                return Optional.of("the voxel sizes z,y,x differ: " + ours.get().voxelSize() + " of the output, "
                        + theirs.get().voxelSize() + " of the label at its stride, in " + ours.get().unit());
            }
        }
        return Optional.empty();
    }

    /** Names the position of an output at the centre of its label, or of a label where {@code train} places it. */
    private static String centred(Vec3 label, Vec3 size) {
        if (size.allAtLeast(label)) {
            Vec3 offset = label.minus(1).floorDiv(2).minus(size.minus(1).floorDiv(2));
            return " (" + offset + " if the label lies at the centre)";
        }
        Vec3 difference = label.minus(size);
        boolean even = difference.z() % 2 == 0 && difference.y() % 2 == 0 && difference.x() % 2 == 0;
        return difference.allAtLeast(Vec3.ZERO) && even
                ? " (" + difference.floorDiv(2) + " if it lies at the centre)" : "";
    }

    private static boolean covers(Vec3 label, Vec3 size, Placement placement) {
        for (int axis = 0; axis < 3; axis++) {
            long first = placement.offset().get(axis);
            if (first < 0 || first + (size.get(axis) - 1L) * placement.stride().get(axis) >= label.get(axis)) {
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
