package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.LengthUnit;
import org.znn.common.volume.VolumeException;

/**
 * A stack of MetaMorph (STK): one page, which all planes follow. Tag UIC2 has three rational numbers for each plane.
 * Its count is the number of planes or, in files of other programs, of rational numbers.
 *
 * @param pages pages of the file
 */
record MetaMorphStructure(TiffPages pages) implements PageStructure {

    private static final int NUMBERS = 3;
    private static final int VALUES_BYTES = NUMBERS * 2 * Integer.BYTES;
    /** Numbers of the entries of tag UIC1. */
    private static final long X_CALIBRATION = 4;
    private static final long Y_CALIBRATION = 5;
    private static final long CALIBRATION_UNITS = 6;
    private static final int MAX_ENTRIES = 1000;
    private static final int MAX_UNIT_BYTES = 100;
    private static final int LONG = Integer.BYTES;

    @Override
    public List<String> names() {
        return List.of("");
    }

    @Override
    public TiffSeries series(int index) throws IOException {
        TiffDirectory directory = pages.directory(0);
        long planes = planes(directory.values(TiffTag.UIC2), directory.fileLength());
        if (pages.size() > 1) {
            throw new VolumeException("the file declares " + planes + " MetaMorph planes in its first page, but has "
                    + pages.size() + " pages, which is not supported; save it as a TIFF stack in ImageJ");
        }
        PageSequence sequence = VirtualPages.of(pages.file(), pages.get(0), planes, "the MetaMorph tag UIC2");
        return TiffSeries.of("MetaMorph STK (TIFF)", pages.get(0).layout(),
                PlaneOrder.ofSections(Math.toIntExact(planes)), sequence).withCalibration(calibration(directory));
    }

    private static long planes(TiffValues values, long fileLength) {
        long bytes = values.count() * VALUES_BYTES;
        boolean countsNumbers = values.count() % NUMBERS == 0 && values.position() + bytes > fileLength;
        return countsNumbers ? values.count() / NUMBERS : values.count();
    }

    /** Reads the size of pixels from tag UIC1, whose entries are pairs of a number and a value or its position. */
    private Optional<Calibration> calibration(TiffDirectory directory) throws IOException {
        TiffValues entries = directory.values(TiffTag.UIC1);
        double y = Double.NaN;
        double x = Double.NaN;
        String unit = "";
        TiffFile file = pages.file();
        boolean isList = entries.width() == LONG && entries.count() > 1;
        for (int i = 0; isList && i < Math.min(entries.count(), MAX_ENTRIES); i++) {
            TiffValues pair = new TiffValues(file, entries.position() + 2L * LONG * i, LONG, 2);
            long number = pair.get(0);
            if (number == X_CALIBRATION) {
                x = ratio(file, pair.get(1));
            } else if (number == Y_CALIBRATION) {
                y = ratio(file, pair.get(1));
            } else if (number == CALIBRATION_UNITS) {
                unit = text(file, pair.get(1));
            }
        }
        return unit.isEmpty() || unit.startsWith("pixel") ? Optional.empty() : Calibration.ofStated(
                new Vec3d(Double.NaN, y, x), LengthUnit.symbolOf(unit), Vec3d.ZERO);
    }

    private static double ratio(TiffFile file, long position) throws IOException {
        long[] pair = new TiffValues(file, position, LONG, 2).read(0, 2);
        return pair[1] == 0 ? Double.NaN : (double) pair[0] / pair[1];
    }

    private static String text(TiffFile file, long position) throws IOException {
        long length = Math.min(MAX_UNIT_BYTES, file.unsigned(file.read(position, LONG), 0, LONG));
        byte[] bytes = file.read(position + LONG, (int) length).array();
        return new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "").strip();
    }
}
