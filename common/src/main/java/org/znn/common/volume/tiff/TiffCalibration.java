package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.LengthUnit;

/** Reads the size of voxels from a page's resolution and from ImageJ's description. */
final class TiffCalibration {

    private static final int INCH = 2;
    private static final int CENTIMETRE = 3;
    /** Pixels of at least this size, in micrometres, are those of a printer or screen, not of a microscope. */
    private static final double PRINTED_PIXEL = 10;

    private TiffCalibration() {
    }

    /**
     * Reads the resolution of a page per inch or centimetre, in micrometres. Programs that know nothing about the size
     * of pixels store that of a screen or printer, such as 72, 96, 300 or 2400 per inch; pixels of 10 micrometres or
     * more are therefore taken as unknown.
     */
    static Optional<Calibration> ofResolution(TiffDirectory directory) throws IOException {
        long code = directory.value(TiffTag.RESOLUTION_UNIT, INCH);
        double micrometres = code == INCH ? LengthUnit.INCH.convert(1, LengthUnit.MICROMETRE)
                : code == CENTIMETRE ? LengthUnit.CENTIMETRE.convert(1, LengthUnit.MICROMETRE) : Double.NaN;
        double y = micrometres / directory.ratio(TiffTag.Y_RESOLUTION);
        double x = micrometres / directory.ratio(TiffTag.X_RESOLUTION);
        return y < PRINTED_PIXEL && x < PRINTED_PIXEL ? Calibration.ofStated(new Vec3d(Double.NaN, y, x),
                LengthUnit.MICROMETRE.symbol(), Vec3d.ZERO) : Optional.empty();
    }

    /** Reads ImageJ's calibration: pixels per unit in the tags, all else in the description. */
    static Optional<Calibration> ofImageJ(ImageJDescription description, TiffDirectory directory) throws IOException {
        Optional<String> unit = description.unit().filter(u -> !u.startsWith("pixel"));
        if (unit.isEmpty()) {
            return Optional.empty();
        }
        Vec3d size = new Vec3d(description.number("spacing").orElse(Double.NaN),
                1 / directory.ratio(TiffTag.Y_RESOLUTION), 1 / directory.ratio(TiffTag.X_RESOLUTION));
        Vec3d origin = new Vec3d(origin(description, "zorigin", size.z()), origin(description, "yorigin", size.y()),
                origin(description, "xorigin", size.x()));
        return Calibration.ofStated(size, LengthUnit.symbolOf(unit.get()), origin);
    }

    /** Returns the position of the first voxel, given the voxel at position 0. */
    private static double origin(ImageJDescription description, String key, double size) {
        double voxel = description.number(key).orElse(0.0);
        return voxel == 0 || Double.isNaN(size) ? 0 : -voxel * size;
    }
}
