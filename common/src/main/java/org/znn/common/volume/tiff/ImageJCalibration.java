package org.znn.common.volume.tiff;

import java.util.Optional;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;

/** Encodes the calibration of a stack as ImageJ does: pixels per unit as rationals, the rest in the description. */
final class ImageJCalibration {

    /** The largest numerator and denominator; some readers take them as signed. */
    private static final long MAX_TERM = Integer.MAX_VALUE;

    private ImageJCalibration() {
    }

    /** Returns the lines of the description about unit, distance of sections, and origin; none without calibration. */
    static String description(Optional<Calibration> calibration) {
        StringBuilder lines = new StringBuilder();
        calibration.ifPresent(c -> {
            Vec3d size = c.voxelSize();
            if (!c.unit().isEmpty()) {
                lines.append("unit=").append(c.unit().replaceAll("[^ -~]", "?")).append('\n');
            }
            if (Double.isFinite(size.z())) {
                lines.append("spacing=").append(size.z()).append('\n');
            }
            appendOrigin(lines, 'x', c.origin().x(), size.x());
            appendOrigin(lines, 'y', c.origin().y(), size.y());
            appendOrigin(lines, 'z', c.origin().z(), size.z());
        });
        return lines.toString();
    }

    /** ImageJ's origin is the voxel that lies at position 0. */
    private static void appendOrigin(StringBuilder lines, char axis, double origin, double size) {
        double voxel = -origin / size;
        if (origin != 0 && Double.isFinite(voxel)) {
            lines.append(axis).append("origin=").append(voxel).append('\n');
        }
    }

    /**
     * Returns voxels per unit along y and x as fractions, numerator and denominator; empty if the calibration does not
     * state the extents.
     */
    static Optional<long[][]> resolution(Optional<Calibration> calibration) {
        return calibration.map(Calibration::voxelSize)
                .filter(size -> isRepresentable(size.y()) && isRepresentable(size.x()))
                .map(size -> new long[][] {fraction(1 / size.y()), fraction(1 / size.x())});
    }

    private static boolean isRepresentable(double extent) {
        return extent > 1.0 / MAX_TERM && extent < MAX_TERM;
    }

    /** Approximates a positive number by its continued fraction. */
    private static long[] fraction(double value) {
        long[] previous = {1, 0};
        long[] last = {(long) Math.floor(value), 1};
        double rest = value - Math.floor(value);
        while (rest > 0 && last[0] / (double) last[1] != value) {
            double next = 1 / rest;
            double whole = Math.floor(next);
            if (whole * last[0] + previous[0] > MAX_TERM || whole * last[1] + previous[1] > MAX_TERM) {
                break;
            }
            long[] better = {(long) whole * last[0] + previous[0], (long) whole * last[1] + previous[1]};
            previous = last;
            last = better;
            rest = next - whole;
        }
        return last[0] == 0 ? new long[] {1, Math.round(1 / value)} : last;
    }
}
