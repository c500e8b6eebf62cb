package org.znn.common.volume.nifti;

import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;

/**
 * The position of the voxels in space.
 *
 * @param calibration size and position of the voxels; empty if the header states neither
 * @param notes       a sentence if the header rotates or flips the volume, which is not followed
 */
record NiftiSpace(Optional<Calibration> calibration, List<String> notes) {

    private static final int UNIT_MASK = 7;
    /** Rotations by less are rounding errors. */
    private static final double TOLERANCE = 1e-4;

    static NiftiSpace of(NiftiHeader header) {
        String unit = switch (header.units() & UNIT_MASK) {
            case 1 -> "m";
            case 2 -> "mm";
            case 3 -> "um";
            default -> "";
        };
        double[] p = header.pixelSizes();
        Vec3d size = new Vec3d(extent(p[2]), extent(p[1]), extent(p[0]));
        boolean isTransformed = header.affine()[0] > 0 || header.quaternion()[0] > 0;
        Optional<Vec3d> origin = isTransformed ? origin(header) : Optional.of(Vec3d.ZERO);
        List<String> notes = origin.isPresent() ? List.of() : List.of("the header flips or rotates the volume in space;"
                + " its voxels are read in the order in which they are stored");
        boolean isStated = !unit.isEmpty() || p[0] != 1 || p[1] != 1 || p[2] != 1
                || origin.filter(o -> !o.equals(Vec3d.ZERO)).isPresent();
        return new NiftiSpace(isStated ? Optional.of(new Calibration(size, unit, origin.orElse(Vec3d.ZERO)))
                : Optional.empty(), notes);
    }

    private static double extent(double stored) {
        double extent = Math.abs(stored);
        return extent > 0 && Double.isFinite(extent) ? extent : Double.NaN;
    }

    /** Returns the position of the first voxel if the axes of the volume are those of space, in the same direction. */
    private static Optional<Vec3d> origin(NiftiHeader header) {
        double[] a = header.affine();
        double[] q = header.quaternion();
        Vec3d offset;
        boolean isAligned;
        if (a[0] > 0) {
            offset = new Vec3d(a[12], a[8], a[4]);
            isAligned = a[1] > 0 && a[6] > 0 && a[11] > 0;
            double largest = Math.max(a[1], Math.max(a[6], a[11]));
            for (int i : new int[] {2, 3, 5, 7, 9, 10}) {
                isAligned &= Math.abs(a[i]) <= TOLERANCE * largest;
            }
        } else {
            offset = new Vec3d(q[6], q[5], q[4]);
            isAligned = Math.abs(q[1]) + Math.abs(q[2]) + Math.abs(q[3]) <= TOLERANCE && q[7] >= 0;
        }
        boolean isFinite = Double.isFinite(offset.z() + offset.y() + offset.x());
        return isAligned && isFinite ? Optional.of(offset.plus(Vec3d.ZERO)) : Optional.empty();
    }
}
