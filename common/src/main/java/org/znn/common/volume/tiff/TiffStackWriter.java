package org.znn.common.volume.tiff;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;

/**
 * Writes a volume as an uncompressed TIFF stack from front to back, plane by plane, z ascending, in the memory of one
 * row. Below 4 GiB it is a plain TIFF with the description that ImageJ knows its own stacks by; above, a BigTIFF.
 *
 * <p>Order in the file: header, first directory, description, all planes, the other directories. So a reader that only
 * looks at the first directory finds all planes one after the other, as ImageJ does.
 */
public final class TiffStackWriter implements Closeable {

    private static final long MOST_PLAIN_BYTES = (1L << 32) - 1;
    private static final int UNSIGNED = 1;
    private static final int FLOATING = 3;
    private static final int BLACK_IS_ZERO = 1;

    private final OutputStream out;
    private final Vec3 size;
    private final ElementType type;
    private final byte[] description;
    private final DirectoryBytes directory;
    private final ByteBuffer row;
    private int planes;
    private int rowsOfPlane;

    /**
     * Writes what stands before the planes.
     *
     * @param out  closed with this writer; best buffered
     * @param type UINT8, UINT16 or FLOAT32
     */
    public TiffStackWriter(OutputStream out, Vec3 size, ElementType type) throws IOException {
        this(out, size, type, false);
    }

    /** As the other, but a BigTIFF also where a plain one would do. */
    TiffStackWriter(OutputStream out, Vec3 size, ElementType type, boolean forceBig) throws IOException {
        if (type != ElementType.UINT8 && type != ElementType.UINT16 && type != ElementType.FLOAT32
                || !size.isPositive()) {
            throw new IllegalArgumentException("cannot write a TIFF stack of " + size + " voxels of " + type);
        }
        this.out = out;
        this.size = size;
        this.type = type;
        // ImageJ's own key order; a "min" and "max" are left out, ImageJ then finds them itself.
        description = ("ImageJ=1.53t\nimages=" + size.z() + "\nslices=" + size.z() + "\nloop=false\n\0")
                .getBytes(StandardCharsets.US_ASCII);
        boolean big = forceBig || new DirectoryBytes(false).fileBytes() > MOST_PLAIN_BYTES;
        directory = new DirectoryBytes(big);
        row = ByteBuffer.allocate(Math.multiplyExact(size.x(), type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        out.write(directory.header());
        out.write(directory.of(0));
        out.write(description);
        out.write(new byte[(int) (directory.firstPlane() - directory.descriptionAt() - description.length)]);
    }

    /** The next plane of a FLOAT32 stack: y·x numbers from {@code offset} on. */
    public void write(float[] voxels, int offset) throws IOException {
        writeRows(voxels, offset, size.y());
    }

    /** The next rows of a FLOAT32 stack, rows·x numbers from {@code offset} on; planes follow one another. */
    public void writeRows(float[] voxels, int offset, int rows) throws IOException {
        for (int y = 0; y < rows; y++) {
            if (rowsOfPlane == 0) {
                begin(ElementType.FLOAT32);
            }
            row.asFloatBuffer().put(voxels, offset + y * size.x(), size.x());
            out.write(row.array());
            rowsOfPlane = (rowsOfPlane + 1) % size.y();
        }
    }

    /** The next plane of a UINT8 stack: y·x bytes from {@code offset} on. */
    public void write(byte[] voxels, int offset) throws IOException {
        begin(ElementType.UINT8);
        out.write(voxels, offset, Math.multiplyExact(size.y(), size.x()));
    }

    /** The next plane of a UINT16 stack: y·x numbers from {@code offset} on. */
    public void write(short[] voxels, int offset) throws IOException {
        begin(ElementType.UINT16);
        for (int y = 0; y < size.y(); y++) {
            row.asShortBuffer().put(voxels, offset + y * size.x(), size.x());
            out.write(row.array());
        }
    }

    /** Writes the remaining directories, after which the file is complete; throws where planes are missing. */
    public void finish() throws IOException {
        if (planes < size.z() || rowsOfPlane > 0) {
            throw new VolumeException("only " + planes + " of " + size.z() + " planes were written");
        }
        out.write(new byte[directory.padding()]);
        for (int page = 1; page < size.z(); page++) {
            out.write(directory.of(page));
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void begin(ElementType given) {
        if (given != type) {
            throw new IllegalArgumentException("planes of " + given + " in a stack of " + type);
        }
        if (planes == size.z()) {
            throw new IllegalArgumentException("all " + planes + " planes were written already");
        }
        planes++;
    }

    /** The places of all things in the file, and the bytes of its directories. */
    private final class DirectoryBytes {
        private static final int ENTRIES = 12;
        private static final int SHORT = 3;
        private static final int LONG = 4;
        private static final int LONG8 = 16;
        private static final int ASCII = 2;
        private static final int ALIGNMENT = 16;

        private final boolean big;
        private final int bytes;

        DirectoryBytes(boolean big) {
            this.big = big;
            bytes = big ? 8 + ENTRIES * 20 + 8 : 2 + ENTRIES * 12 + 4;
        }

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

        long descriptionAt() {
            return header().length + bytes;
        }

        long firstPlane() {
            return (descriptionAt() + description.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }

        long planeBytes() {
            return (long) size.y() * size.x() * type.bytes();
        }

        /** Directories must begin at even places. */
        int padding() {
            return (int) (planeBytes() * size.z() & 1);
        }

        long directoryAt(int page) {
            return page == 0 ? header().length
                    : firstPlane() + planeBytes() * size.z() + padding() + (page - 1) * (long) bytes;
        }

        long fileBytes() {
            return directoryAt(size.z());
        }

        byte[] of(int page) {
            ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            if (big) {
                out.putLong(ENTRIES);
            } else {
                out.putShort((short) ENTRIES);
            }
            int wide = big ? LONG8 : LONG;
            entry(out, TiffTag.NEW_SUBFILE_TYPE, LONG, 1, 0);
            entry(out, TiffTag.WIDTH, LONG, 1, size.x());
            entry(out, TiffTag.HEIGHT, LONG, 1, size.y());
            entry(out, TiffTag.BITS, SHORT, 1, type.bytes() * Byte.SIZE);
            entry(out, TiffTag.COMPRESSION, SHORT, 1, 1);
            entry(out, TiffTag.PHOTOMETRIC, SHORT, 1, BLACK_IS_ZERO);
            entry(out, TiffTag.DESCRIPTION, ASCII, description.length, descriptionAt());
            entry(out, TiffTag.STRIP_OFFSETS, wide, 1, firstPlane() + page * planeBytes());
            entry(out, TiffTag.SAMPLES, SHORT, 1, 1);
            entry(out, TiffTag.ROWS_PER_STRIP, LONG, 1, size.y());
            entry(out, TiffTag.STRIP_BYTES, wide, 1, planeBytes());
            entry(out, TiffTag.SAMPLE_FORMAT, SHORT, 1, type.isInteger() ? UNSIGNED : FLOATING);
            offset(out, page + 1 < size.z() ? directoryAt(page + 1) : 0);
            return out.array();
        }

        private void entry(ByteBuffer out, TiffTag tag, int kind, int count, long value) {
            out.putShort((short) tag.number()).putShort((short) kind);
            offset(out, count);
            // A value shorter than its field stands at the field's beginning, which little-endian does by itself.
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
}
