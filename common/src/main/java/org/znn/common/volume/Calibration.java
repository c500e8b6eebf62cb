package org.znn.common.volume;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.geometry.Vec3d;

/**
 * The physical size and position of a volume's voxels, as ImageJ's calibration.
 *
 * @param voxelSize extent of a voxel along (z, y, x), positive; NaN along an axis whose extent the file does not state
 * @param unit      unit of length, such as {@code nm} or {@code um}; empty if the file does not name it
 * @param origin    position of voxel (0, 0, 0), in the same unit
 */
public record Calibration(Vec3d voxelSize, String unit, Vec3d origin) implements Serializable {

    private static final int MAX_ZEROS = 15;
    private static final double TOLERANCE = 1e-6;

    /**
     * Returns a calibration in which extents that are not positive and finite are unknown; empty if all are.
     *
     * @param extents extent of a voxel along (z, y, x), as a file states it
     * @param unit    unit of length; empty if not known
     * @param origin  position of voxel (0, 0, 0)
     */
    public static Optional<Calibration> ofStated(Vec3d extents, String unit, Vec3d origin) {
        Vec3d known = new Vec3d(known(extents.z()), known(extents.y()), known(extents.x()));
        boolean isEmpty = Double.isNaN(known.z()) && Double.isNaN(known.y()) && Double.isNaN(known.x());
        return isEmpty ? Optional.empty() : Optional.of(new Calibration(known, unit, origin));
    }

    private static double known(double extent) {
        return extent > 0 && Double.isFinite(extent) ? extent : Double.NaN;
    }

    /** Returns the calibration in another unit; empty if either unit is not a known unit of length. */
    public Optional<Calibration> in(LengthUnit other) {
        return LengthUnit.parse(unit).map(own -> own == other ? this
                : new Calibration(convert(voxelSize, own, other), other.symbol(), convert(origin, own, other)));
    }

    private static Vec3d convert(Vec3d v, LengthUnit from, LengthUnit to) {
        return new Vec3d(from.convert(v.z(), to), from.convert(v.y(), to), from.convert(v.x(), to));
    }

    /** Whether two calibrations state the same size of a voxel, up to rounding to float32, in whichever units. */
    public boolean hasSizeOf(Calibration other) {
        Optional<Calibration> converted = LengthUnit.parse(unit).flatMap(other::in);
        if (converted.isEmpty() && !unit.equals(other.unit)) {
            return false;
        }
        Vec3d size = converted.orElse(other).voxelSize;
        for (int axis = 0; axis < 3; axis++) {
            if (!(Math.abs(size.get(axis) - voxelSize.get(axis)) <= TOLERANCE * voxelSize.get(axis))) {
                return false;
            }
        }
        return true;
    }

    /** Returns this calibration with the position of another one, if it can be converted to this unit. */
    public Calibration withOriginOf(Calibration other) {
        return new Calibration(voxelSize, unit, LengthUnit.parse(unit).flatMap(other::in).map(Calibration::origin)
                .orElse(origin));
    }

    /** Formats the size of a voxel as {@code 40,4,4 nm}; an extent that the file does not state is a question mark. */
    public String sizeText() {
        return text(voxelSize);
    }

    /** Formats the position of the first voxel as {@code 0,100,100 nm}. */
    public String originText() {
        return text(origin);
    }

    private String text(Vec3d vector) {
        return text(vector.z()) + "," + text(vector.y()) + "," + text(vector.x()) + (unit.isEmpty() ? "" : " " + unit);
    }

    /** Formats with seven digits, which hides that a file stored float32. */
    private static String text(double value) {
        if (!Double.isFinite(value)) {
            return "?";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(7)).stripTrailingZeros();
        return Math.abs(rounded.scale()) > MAX_ZEROS ? rounded.toString() : rounded.toPlainString();
    }

    /** Returns the calibration of the part of the volume that starts at a voxel. */
    public Calibration startingAt(Vec3 voxel) {
        return new Calibration(voxelSize, unit, new Vec3d(startingAt(voxel, 0), startingAt(voxel, 1),
                startingAt(voxel, 2)));
    }

    private double startingAt(Vec3 voxel, int axis) {
        return voxel.get(axis) == 0 ? origin.get(axis) : origin.get(axis) + voxel.get(axis) * voxelSize.get(axis);
    }

    /** Returns the calibration of a volume that has one voxel for each {@code stride} voxels of this one. */
    public Calibration strided(Vec3 stride) {
        return new Calibration(voxelSize.times(stride), unit, origin);
    }
}
