package org.znn.common.volume.tiff;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;

/**
 * Writes a volume sequentially as an uncompressed TIFF stack, plane by plane in ascending z, with a buffer of one row.
 * Files below 4 GiB are classic TIFFs, larger ones BigTIFFs. The description identifies the file as an ImageJ stack.
 *
 * <p>The file consists of header, first directory, description, all planes, and the remaining directories. Readers that
 * look only at the first directory, such as ImageJ, therefore find all planes stored contiguously.
 */
public final class TiffStackWriter implements Closeable {

    private static final long MAX_CLASSIC_BYTES = (1L << 32) - 1;
    private static final int UNSIGNED = 1;
    private static final int FLOATING = 3;
    private static final int BLACK_IS_ZERO = 1;

    private final OutputStream out;
    private final Vec3 size;
    private final ElementType type;
    private final byte[] description;
    private final FileLayout layout;
    private final ByteBuffer row;
    private int planes;
    private int rowsOfPlane;

    /**
     * Creates a writer and writes the part of the file before the planes.
     *
     * @param out  stream to write to, preferably buffered; closed with this writer
     * @param size voxels along (z, y, x)
     * @param type element type: UINT8, UINT16 or FLOAT32
     */
    public TiffStackWriter(OutputStream out, Vec3 size, ElementType type) throws IOException {
        this(out, size, type, false);
    }

    /** Creates a writer that can be forced to write a BigTIFF even if a classic TIFF would suffice. */
    TiffStackWriter(OutputStream out, Vec3 size, ElementType type, boolean forceBig) throws IOException {
        if (type != ElementType.UINT8 && type != ElementType.UINT16 && type != ElementType.FLOAT32
                || !size.isPositive()) {
            throw new IllegalArgumentException("cannot write a TIFF stack of " + size + " voxels of " + type);
        }
        this.out = out;
        this.size = size;
        this.type = type;
        // Keys in ImageJ's order; without "min" and "max" ImageJ determines the display range itself.
        description = ("ImageJ=1.53t\nimages=" + size.z() + "\nslices=" + size.z() + "\nloop=false\n\0")
                .getBytes(StandardCharsets.US_ASCII);
        boolean big = forceBig || new FileLayout(false).fileBytes() > MAX_CLASSIC_BYTES;
        layout = new FileLayout(big);
        row = ByteBuffer.allocate(Math.multiplyExact(size.x(), type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        out.write(layout.header());
        out.write(layout.directory(0));
        out.write(description);
        out.write(new byte[(int) (layout.firstPlaneAddress() - layout.descriptionAddress() - description.length)]);
    }

    /** Writes the next plane of a FLOAT32 stack: y·x elements from {@code offset} on. */
    public void writePlane(float[] voxels, int offset) throws IOException {
        writeRows(voxels, offset, size.y());
    }

    /**
     * Writes the next rows of a FLOAT32 stack: rows·x elements from {@code offset} on. Rows may span several planes.
     */
    public void writeRows(float[] voxels, int offset, int rows) throws IOException {
        for (int y = 0; y < rows; y++) {
            if (rowsOfPlane == 0) {
                beginPlane(ElementType.FLOAT32);
            }
            row.asFloatBuffer().put(voxels, offset + y * size.x(), size.x());
            out.write(row.array());
            rowsOfPlane = (rowsOfPlane + 1) % size.y();
        }
    }

    /** Writes the next plane of a UINT8 stack: y·x elements from {@code offset} on. */
    public void writePlane(byte[] voxels, int offset) throws IOException {
        beginPlane(ElementType.UINT8);
        out.write(voxels, offset, Math.multiplyExact(size.y(), size.x()));
    }

    /** Writes the next plane of a UINT16 stack: y·x elements from {@code offset} on. */
    public void writePlane(short[] voxels, int offset) throws IOException {
        beginPlane(ElementType.UINT16);
        for (int y = 0; y < size.y(); y++) {
            row.asShortBuffer().put(voxels, offset + y * size.x(), size.x());
            out.write(row.array());
        }
    }

    /**
     * Completes the file by writing the remaining directories.
     *
     * @throws VolumeException if planes are missing
     */
    public void finish() throws IOException {
        if (planes < size.z() || rowsOfPlane > 0) {
            throw new VolumeException("only " + planes + " of " + size.z() + " planes were written");
        }
        out.write(new byte[layout.padding()]);
        for (int page = 1; page < size.z(); page++) {
            out.write(layout.directory(page));
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void beginPlane(ElementType given) {
        if (given != type) {
            throw new IllegalArgumentException("cannot write a plane of " + given + " to a stack of " + type);
        }
        if (planes == size.z()) {
            throw new IllegalArgumentException("all " + planes + " planes have already been written");
        }
        planes++;
    }

    /** The addresses of all parts of the file, and the contents of its header and directories. */
    private final class FileLayout {
        private static final int ENTRIES = 12;
        private static final int SHORT = 3;
        private static final int LONG = 4;
        private static final int LONG8 = 16;
        private static final int ASCII = 2;
        private static final int ALIGNMENT = 16;

        private final boolean big;
        private final int bytes;

        FileLayout(boolean big) {
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

        long descriptionAddress() {
            return header().length + bytes;
        }

        long firstPlaneAddress() {
            return IntMath.roundUp(descriptionAddress() + description.length, ALIGNMENT);
        }

        long planeBytes() {
            return (long) size.y() * size.x() * type.bytes();
        }

        /** Returns the number of padding bytes before the remaining directories, which must start at even addresses. */
        int padding() {
            return (int) (planeBytes() * size.z() & 1);
        }

        long directoryAddress(int page) {
            return page == 0 ? header().length
                    : firstPlaneAddress() + planeBytes() * size.z() + padding() + (page - 1) * (long) bytes;
        }

        long fileBytes() {
            return directoryAddress(size.z());
        }

        byte[] directory(int page) {
            ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            if (big) {
                out.putLong(ENTRIES);
            } else {
                out.putShort((short) ENTRIES);
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
}
