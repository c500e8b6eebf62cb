package org.znn.common.volume.chunked;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.LengthUnit;

/**
 * The calibration of an array by its stored axes, from which that of a volume is made.
 *
 * @param size   extent of a voxel along each axis; NaN if unknown
 * @param origin position of the first voxel along each axis
 * @param units  unit of each axis; empty if unknown
 */
public record AxisCalibration(double[] size, double[] origin, List<String> units) {

    /**
     * Returns the calibration of a volume, which is ignored with a note if it is invalid.
     *
     * @param stated calibration of the array; empty if the file does not state one
     * @param axes   meaning of the axes of the array
     * @param notes  receives a sentence if the calibration is invalid
     */
    public static Optional<Calibration> ofVolume(Optional<AxisCalibration> stated, VolumeAxes axes,
            List<String> notes) {
        Optional<Calibration> calibration = stated.flatMap(c -> c.of(axes));
        if (stated.isPresent() && calibration.isEmpty()) {
            notes.add("the voxel size in the metadata is ignored: it is not positive, or its units are not lengths");
        }
        return calibration;
    }

    /**
     * Returns the calibration of a volume. Units that differ between the axes are converted to that of the x axis.
     *
     * @return empty if the extents are not positive, or the units differ and are not all known units of length
     */
    public Optional<Calibration> of(VolumeAxes axes) {
        String unit = LengthUnit.symbolOf(units.get(axes.axisOf(3).orElseThrow()));
        double[] extent = {Double.NaN, 0, 0};
        double[] start = new double[3];
        for (int i = 0; i < 3; i++) {
            Optional<Integer> axis = axes.axisOf(i + 1);
            if (axis.isEmpty()) {
                continue;
            }
            int d = axis.get();
            OptionalDouble converted = LengthUnit.convert(size[d], LengthUnit.symbolOf(units.get(d)), unit);
            if (converted.isEmpty()) {
                return Optional.empty();
            }
            extent[i] = converted.getAsDouble();
            start[i] = LengthUnit.convert(origin[d], LengthUnit.symbolOf(units.get(d)), unit).getAsDouble();
        }
        boolean isValid = Arrays.stream(start).allMatch(Double::isFinite)
                && Arrays.stream(extent).allMatch(e -> Double.isNaN(e) || e > 0 && Double.isFinite(e))
                && !Arrays.stream(extent).allMatch(Double::isNaN);
        return isValid ? Optional.of(new Calibration(new Vec3d(extent[0], extent[1], extent[2]), unit,
                new Vec3d(start[0], start[1], start[2]))) : Optional.empty();
    }

    /**
     * Returns the calibration of an array with larger voxels.
     *
     * @param factors factor of the extent along each axis
     */
    public AxisCalibration scaled(double[] factors) {
        double[] scaled = size.clone();
        Arrays.setAll(scaled, d -> size[d] * factors[d]);
        return new AxisCalibration(scaled, origin, units);
    }
}
