package org.znn.driver.forward;

import java.util.Optional;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.LengthUnit;
import org.znn.common.volume.hdf5.Hdf5Attributes;

/**
 * Writes the calibration of an output as attributes: {@code element_size_um} and {@code origin_um} (z, y, x), as Fiji
 * and ilastik name the first, or {@code voxel_size}, {@code voxel_unit} and {@code origin} in a unit that is not known.
 */
final class OutputCalibration {

    private OutputCalibration() {
    }

    /** Adds the attributes, unless the extent along an axis is not known. */
    static void add(Calibration calibration, Hdf5Attributes attributes) {
        Optional<Calibration> micrometres = calibration.in(LengthUnit.MICROMETRE);
        Vec3d size = micrometres.orElse(calibration).voxelSize();
        Vec3d origin = micrometres.orElse(calibration).origin();
        if (!Double.isFinite(size.z() + size.y() + size.x())) {
            return;
        }
        attributes.floats(micrometres.isPresent() ? "element_size_um" : "voxel_size", size.z(), size.y(), size.x());
        attributes.floats(micrometres.isPresent() ? "origin_um" : "origin", origin.z(), origin.y(), origin.x());
        if (micrometres.isEmpty()) {
            attributes.text("voxel_unit", calibration.unit());
        }
    }
}
