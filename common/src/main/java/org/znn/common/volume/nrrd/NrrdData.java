package org.znn.common.volume.nrrd;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Locale;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.raster.ContiguousArray;
import org.znn.common.volume.raster.StoredShape;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.DecodedFile;
import org.znn.common.volume.storage.GzipFile;
import org.znn.common.volume.storage.SourceStream;

/** Locates the voxels of an NRRD file: skips lines, decodes, then skips bytes, in the order of the specification. */
final class NrrdData {

    private static final int MAX_SKIPPED_LINES = 1_000_000;
    private static final long MAX_SKIPPED_BYTES = 1L << 60;

    private NrrdData() {
    }

    /**
     * Returns the array of voxels.
     *
     * @param encoding encoding in lower case
     * @param file     file that holds the voxels; closed with the file of the array
     * @param start    position in the file from which lines and bytes are skipped
     * @param shape    number of elements along each axis, slowest first
     * @throws VolumeException if the encoding is not supported, or a field is invalid
     * @throws EOFException    if the file is too short
     */
    static ContiguousArray array(NrrdHeader header, String encoding, ByteSource file, long start, int[] shape,
            ElementType type) throws IOException {
        long bytes = StoredShape.bytes(shape, type);
        long first = skipLines(file, start, header.integer("line skip", 0));
        long skipped = header.integer("byte skip", 0);
        if (skipped < 0 && !(skipped == -1 && encoding.equals("raw"))) {
            throw new VolumeException("'byte skip: " + skipped + "' is negative, for which only -1 with the encoding"
                    + " raw is defined");
        }
        if (skipped > MAX_SKIPPED_BYTES) {
            throw new VolumeException("'byte skip: " + skipped + "' is more than any file holds");
        }
        return switch (encoding) {
            case "raw" -> new ContiguousArray(file, skipped < 0 ? file.length() - bytes : Math.addExact(first, skipped),
                    shape, type, order(header, type));
            case "gzip", "gz" -> new ContiguousArray(GzipFile.decompressed(file, first, Math.addExact(skipped, bytes)),
                    skipped, shape, type, order(header, type));
            case "ascii", "text", "txt" -> new ContiguousArray(text(file, Math.addExact(first, skipped), bytes, type),
                    0, shape, type, ByteOrder.BIG_ENDIAN);
            default -> throw new VolumeException("the encoding '" + encoding + "' is not supported; store raw or gzip,"
                    + " with teem: unu save -f nrrd -e gzip -i FILE -o VOLUME.nrrd");
        };
    }

    private static ByteOrder order(NrrdHeader header, ElementType type) {
        String endian = type.bytes() == 1 ? "little" : header.require("endian").toLowerCase(Locale.ROOT);
        return switch (endian) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw new VolumeException("'endian: " + endian + "' is neither little nor big");
        };
    }

    private static long skipLines(ByteSource file, long start, long lines) throws IOException {
        if (lines < 0 || lines > MAX_SKIPPED_LINES) {
            throw new VolumeException("'line skip: " + lines + "' is not a number of lines");
        }
        if (lines == 0) {
            return start;
        }
        long position = start;
        long left = lines;
        try (SourceStream in = new SourceStream(file, start, file.length())) {
            while (left > 0) {
                int c = in.read();
                if (c < 0) {
                    throw new EOFException("the file ends before the " + lines + " lines that are to be skipped");
                }
                position++;
                left -= c == '\n' ? 1 : 0;
            }
        }
        return position;
    }

    /** Returns numbers that are written as text; each has a digit and, but for the last, a separator. */
    private static ByteSource text(ByteSource file, long start, long bytes, ElementType type) throws IOException {
        if (start > file.length() || bytes / type.bytes() * 2 - 1 > file.length() - start) {
            throw new EOFException("the file has " + Math.max(0, file.length() - start) + " characters, too few for "
                    + bytes / type.bytes() + " numbers: it is truncated or damaged");
        }
        return new DecodedFile(file, bytes, () -> new TextNumbers(new SourceStream(file, start, file.length()), type));
    }
}
