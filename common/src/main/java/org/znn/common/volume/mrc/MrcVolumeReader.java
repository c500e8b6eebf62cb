package org.znn.common.volume.mrc;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.LengthUnit;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.raster.ContiguousArray;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raster.StoredArrayReader;
import org.znn.common.volume.raster.StoredShape;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.GzipFile;

/**
 * Opens MRC files (.mrc, .map, .rec, .st), optionally compressed with gzip: sections are z, rows y and columns x,
 * whichever axes of space the header assigns to them. Sizes are converted from ångström to nanometres.
 */
public final class MrcVolumeReader {

    /** Number of bytes of the header. */
    public static final int HEADER_BYTES = MrcHeader.BYTES;

    private static final int RGB = 16;

    private MrcVolumeReader() {
    }

    /**
     * Whether a file begins with an MRC header.
     *
     * @param head first bytes of the file, decompressed; 1024 if it has as many
     */
    public static boolean isMrc(byte[] head) {
        return MrcHeader.order(head).isPresent();
    }

    /**
     * Opens a file. The reader takes ownership of the source; if opening fails, the source remains open.
     *
     * @throws VolumeException if the file is damaged or not supported
     */
    public static VolumeReader open(ByteSource source) {
        try {
            byte[] head = GzipFile.isGzip(source) ? GzipFile.head(source, HEADER_BYTES)
                    : source.read(0, HEADER_BYTES, ByteOrder.BIG_ENDIAN).array();
            return open(source, MrcHeader.parse(head));
        } catch (IOException | RuntimeException e) {
            throw new VolumeException(source.name() + ": " + ErrorMessages.describe(e), e);
        }
    }

    private static VolumeReader open(ByteSource source, MrcHeader header) throws IOException {
        if (header.volumes() > 1) {
            throw new VolumeException("the file is a stack of " + header.volumes() + " volumes; choose one, in Python:"
                    + " mrcfile.new('VOLUME.mrc', mrcfile.open('FILE.mrc').data[0])");
        }
        ElementType type = type(header);
        Vec3 size = header.size();
        int samples = header.mode() == RGB ? 3 : 1;
        int[] shape = {size.z(), size.y(), size.x(), samples};
        boolean isGzip = GzipFile.isGzip(source);
        ByteSource stored = isGzip ? GzipFile.decompressed(source, 0,
                Math.addExact(header.start(), StoredShape.bytes(shape, type))) : source;
        ContiguousArray array = new ContiguousArray(stored, header.start(), shape, type, header.order());
        StoredShape.requireInside(array);
        VolumeInfo info = VolumeInfo.of(source.name(), isGzip ? "MRC (gzip)" : "MRC",
                samples == 1 ? "z,y,x" : "z,y,x,c", samples, size, type).withCalibration(calibration(header))
                .withNotes(notes(header, isGzip));
        return new StoredArrayReader(info, array, 1, 2, 3, 0);
    }

    private static ElementType type(MrcHeader header) {
        return switch (header.mode()) {
            case 0 -> header.isUnsigned() ? ElementType.UINT8 : ElementType.INT8;
            case 1 -> ElementType.INT16;
            case 2 -> ElementType.FLOAT32;
            case 6 -> ElementType.UINT16;
            case 12 -> ElementType.FLOAT16;
            case RGB -> ElementType.UINT8;
            case 3, 4 -> throw new VolumeException("voxels of complex numbers (mode " + header.mode()
                    + ") are not supported; store their magnitude or transform them back");
            case 101 -> throw new VolumeException("voxels of 4 bits (mode 101) are not supported; convert them, with"
                    + " IMOD: newstack -mode 0 FILE.mrc VOLUME.mrc");
            default -> throw new VolumeException("the mode " + header.mode() + " is not one of MRC2014: 0 (int8), 1"
                    + " (int16), 2 (float32), 6 (uint16), 12 (float16)");
        };
    }

    private static Optional<Calibration> calibration(MrcHeader header) {
        double[] size = header.voxelSize();
        double[] origin = header.origin();
        List<Integer> axes = header.axes();
        return Calibration.ofStated(new Vec3d(nanometres(size[2]), nanometres(size[1]), nanometres(size[0])),
                LengthUnit.NANOMETRE.symbol(), new Vec3d(nanometres(origin[axes.get(2)]),
                nanometres(origin[axes.get(1)]), nanometres(origin[axes.get(0)])));
    }

    /** Converts to nanometres; the division keeps decimal numbers such as 4.5 exact. */
    private static double nanometres(double angstrom) {
        double perNanometre = 10;
        return Double.isFinite(angstrom) ? angstrom / perNanometre : 0;
    }

    private static List<String> notes(MrcHeader header, boolean isGzip) {
        List<String> notes = new ArrayList<>();
        if (header.mode() == 0 && !header.isMarked()) {
            notes.add("bytes are signed, -128 to 127, as MRC2014 defines; if a program wrote them unsigned, correct"
                    + " the file with its own tools");
        }
        if (!header.axes().equals(List.of(0, 1, 2))) {
            notes.add("columns, rows and sections are the axes " + "xyz".charAt(header.axes().get(0)) + ", "
                    + "xyz".charAt(header.axes().get(1)) + " and " + "xyz".charAt(header.axes().get(2))
                    + " of the header's space; they are read as x, y and z");
        }
        if (isGzip) {
            notes.add(GzipFile.NOTE);
        }
        return notes;
    }
}
