package org.znn.common.volume.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.znn.common.volume.mrc.MrcVolumeReader;
import org.znn.common.volume.nifti.NiftiVolumeReader;
import org.znn.common.volume.nrrd.NrrdVolumeReader;
import org.znn.common.volume.png.PngVolumeReader;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.GzipFile;

/** The format of a volume file, detected from its first bytes regardless of its name. */
enum FileFormat {
    HDF5("HDF5"), TIFF("TIFF"), PNG("PNG"), NUMPY("NumPy's format"), NIFTI("NIfTI"), NRRD("NRRD"), MRC("MRC"),
    OTHER("another format");

    private static final long HDF5_SIGNATURE = 0x894844460d0a1a0aL;
    private static final int FIRST_USER_BLOCK = 512;
    private static final int NUMPY_SIGNATURE = 0x934e554d;

    private final String title;

    FileFormat(String title) {
        this.title = title;
    }

    /** Returns the name of the format in a sentence. */
    String title() {
        return title;
    }

    /** Whether a file may hold several volumes. */
    boolean hasDatasets() {
        return this == HDF5 || this == TIFF;
    }

    /** Detects the format of a file. The HDF5 signature may follow a user block of 512, 1024, 2048, … bytes. */
    static FileFormat of(ByteSource file) throws IOException {
        for (long start = 0; start + Long.BYTES <= file.length();
                start = start == 0 ? FIRST_USER_BLOCK : start * 2) {
            if (file.read(start, Long.BYTES, ByteOrder.BIG_ENDIAN).getLong(0) == HDF5_SIGNATURE) {
                return HDF5;
            }
        }
        if (file.length() < Integer.BYTES) {
            return OTHER;
        }
        byte[] head = head(file);
        if (PngVolumeReader.isPng(head)) {
            return PNG;
        }
        if (NrrdVolumeReader.isNrrd(head)) {
            return NRRD;
        }
        return switch (ByteBuffer.wrap(head).getInt(0)) {
            case 0x49492a00, 0x4d4d002a, 0x49492b00, 0x4d4d002b -> TIFF;
            case NUMPY_SIGNATURE -> NUMPY;
            default -> GzipFile.isGzip(file) ? ofVoxels(decompressed(file)) : ofVoxels(head);
        };
    }

    /** Detects the formats that have no signature at their beginning, and may be compressed. */
    private static FileFormat ofVoxels(byte[] head) {
        return NiftiVolumeReader.isNifti(head) ? NIFTI : MrcVolumeReader.isMrc(head) ? MRC : OTHER;
    }

    /** Returns as many of the first bytes of a file as headers have. */
    static byte[] head(ByteSource file) throws IOException {
        return file.read(0, (int) Math.min(MrcVolumeReader.HEADER_BYTES, file.length()), ByteOrder.BIG_ENDIAN).array();
    }

    /** Returns the first bytes of the contents of a gzip file; none if it is damaged. */
    static byte[] decompressed(ByteSource file) {
        try {
            return GzipFile.head(file, MrcVolumeReader.HEADER_BYTES);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
