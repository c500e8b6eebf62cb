package org.znn.common.volume.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;

/** The addresses of all parts of a TIFF stack, and the contents of its header and directories. */
final class TiffStackLayout {

    private static final int UNSIGNED = 1;
    private static final int FLOATING = 3;
    private static final int BLACK_IS_ZERO = 1;
    private static final int PLAIN_ENTRIES = 12;
    private static final int RESOLUTION_ENTRIES = 3;
    private static final int NO_UNIT = 1;
    private static final int RATIONAL = 5;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;
    private static final int ASCII = 2;
    private static final int ALIGNMENT = 16;

    private final Vec3 size;
    private final ElementType type;
    private final byte[] description;
    private final Optional<long[][]> resolution;
    private final boolean big;
    private final int entries;
    private final int bytes;

    /**
     * Creates the layout of a stack.
     *
     * @param size        voxels along (z, y, x)
     * @param type        element type
     * @param description description in ASCII, with the zero that ends it
     * @param resolution  voxels per unit along y and x as fractions, numerator and denominator; empty if not known
     * @param big         whether the file is a BigTIFF
     */
    TiffStackLayout(Vec3 size, ElementType type, byte[] description, Optional<long[][]> resolution, boolean big) {
        this.size = size;
        this.type = type;
        this.description = description;
        this.resolution = resolution;
        this.big = big;
        entries = PLAIN_ENTRIES + (resolution.isPresent() ? RESOLUTION_ENTRIES : 0);
        bytes = big ? 8 + entries * 20 + 8 : 2 + entries * 12 + 4;
    }

    /** Returns the header of the file. */
    byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(big ? 16 : 8).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 'I').put((byte) 'I').putShort((short) (big ? 43 : 42));
        if (big) {
            header.putShort((short) 8).putShort((short) 0).putLong(16);
        } else {
            header.putInt(8);
        }
        return header.array();
    }

    private long descriptionAddress() {
        return header().length + bytes;
    }

    private long firstPlaneAddress() {
        return IntMath.roundUp(resolutionAddress() + (resolution.isPresent() ? 2 * Long.BYTES : 0), ALIGNMENT);
    }

    /** Returns the address of the two fractions, which do not fit into the entries of a classic TIFF. */
    private long resolutionAddress() {
        long end = descriptionAddress() + description.length;
        return resolution.isPresent() ? IntMath.roundUp(end, Long.BYTES) : end;
    }

    /** Returns the description, the fractions and padding, up to the first plane. */
    byte[] afterDirectory() {
        ByteBuffer out = ByteBuffer.allocate((int) (firstPlaneAddress() - descriptionAddress()))
                .order(ByteOrder.LITTLE_ENDIAN).put(description);
        resolution.ifPresent(yx -> {
            out.position((int) (resolutionAddress() - descriptionAddress()));
            out.putLong(pair(yx[0])).putLong(pair(yx[1]));
        });
        return out.array();
    }

    private long pair(long[] fraction) {
        return fraction[1] << Integer.SIZE | fraction[0];
    }

    private long planeBytes() {
        return (long) size.y() * size.x() * type.bytes();
    }

    /** Returns the number of padding bytes before the remaining directories, which must start at even addresses. */
    int padding() {
        return (int) (planeBytes() * size.z() & 1);
    }

    private long directoryAddress(int page) {
        return page == 0 ? header().length
                : firstPlaneAddress() + planeBytes() * size.z() + padding() + (page - 1) * (long) bytes;
    }

    /** Returns the size of the file in bytes. */
    long fileBytes() {
        return directoryAddress(size.z());
    }

    /** Returns the directory of a page. */
    byte[] directory(int page) {
        ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (big) {
            out.putLong(entries);
        } else {
            out.putShort((short) entries);
        }
        int offsetType = big ? LONG8 : LONG;
        entry(out, TiffTag.NEW_SUBFILE_TYPE, LONG, 1, 0);
        entry(out, TiffTag.WIDTH, LONG, 1, size.x());
        entry(out, TiffTag.HEIGHT, LONG, 1, size.y());
        entry(out, TiffTag.BITS_PER_SAMPLE, SHORT, 1, type.bytes() * Byte.SIZE);
        entry(out, TiffTag.COMPRESSION, SHORT, 1, 1);
        entry(out, TiffTag.PHOTOMETRIC, SHORT, 1, BLACK_IS_ZERO);
        entry(out, TiffTag.DESCRIPTION, ASCII, description.length, descriptionAddress());
        entry(out, TiffTag.STRIP_OFFSETS, offsetType, 1, firstPlaneAddress() + page * planeBytes());
        entry(out, TiffTag.SAMPLES_PER_PIXEL, SHORT, 1, 1);
        entry(out, TiffTag.ROWS_PER_STRIP, LONG, 1, size.y());
        entry(out, TiffTag.STRIP_BYTE_COUNTS, offsetType, 1, planeBytes());
        resolution.ifPresent(yx -> {
            entry(out, TiffTag.X_RESOLUTION, RATIONAL, 1, big ? pair(yx[1]) : resolutionAddress() + Long.BYTES);
            entry(out, TiffTag.Y_RESOLUTION, RATIONAL, 1, big ? pair(yx[0]) : resolutionAddress());
            entry(out, TiffTag.RESOLUTION_UNIT, SHORT, 1, NO_UNIT);
        });
        entry(out, TiffTag.SAMPLE_FORMAT, SHORT, 1, type.isInteger() ? UNSIGNED : FLOATING);
        offset(out, page + 1 < size.z() ? directoryAddress(page + 1) : 0);
        return out.array();
    }

    private void entry(ByteBuffer out, TiffTag tag, int fieldType, int count, long value) {
        out.putShort((short) tag.number()).putShort((short) fieldType);
        offset(out, count);
        // A value shorter than its field must be left-justified, which it is in little-endian order.
        offset(out, value);
    }

    private void offset(ByteBuffer out, long value) {
        if (big) {
            out.putLong(value);
        } else {
            out.putInt((int) value);
        }
    }
}
