package org.znn.common.volume.tiff;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Calibration;
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

    private final OutputStream out;
    private final Vec3 size;
    private final ElementType type;
    private final TiffStackLayout layout;
    private final ByteBuffer row;
    private int planes;
    private int rowsOfPlane;

    /**
     * Creates a writer and writes the part of the file before the planes.
     *
     * @param out         stream to write to, preferably buffered; closed with this writer
     * @param size        voxels along (z, y, x)
     * @param type        element type: UINT8, UINT16 or FLOAT32
     * @param calibration physical size of the voxels; empty if not known
     */
    public TiffStackWriter(OutputStream out, Vec3 size, ElementType type, Optional<Calibration> calibration)
            throws IOException {
        this(out, size, type, calibration, "", false);
    }

    /**
     * Creates a writer like {@link #TiffStackWriter(OutputStream, Vec3, ElementType, Optional)}.
     *
     * @param note property of the form {@code key=value} in ASCII, added to the description
     */
    public TiffStackWriter(OutputStream out, Vec3 size, ElementType type, Optional<Calibration> calibration,
            String note) throws IOException {
        this(out, size, type, calibration, note + "\n", false);
    }

    /** Creates a writer that can be forced to write a BigTIFF even if a classic TIFF would suffice. */
    TiffStackWriter(OutputStream out, Vec3 size, ElementType type, Optional<Calibration> calibration,
            String moreLines, boolean forceBig) throws IOException {
        if (type != ElementType.UINT8 && type != ElementType.UINT16 && type != ElementType.FLOAT32
                || !size.isPositive()) {
            throw new IllegalArgumentException("cannot write a TIFF stack of " + size + " voxels of " + type);
        }
        this.out = out;
        this.size = size;
        this.type = type;
        // Keys in ImageJ's order; without "min" and "max" ImageJ determines the display range itself.
        byte[] description = ("ImageJ=1.53t\nimages=" + size.z() + "\nslices=" + size.z() + "\n"
                + ImageJCalibration.description(calibration) + "loop=false\n" + moreLines + "\0")
                .getBytes(StandardCharsets.US_ASCII);
        Optional<long[][]> resolution = ImageJCalibration.resolution(calibration);
        TiffStackLayout classic = new TiffStackLayout(size, type, description, resolution, false);
        layout = forceBig || classic.fileBytes() > MAX_CLASSIC_BYTES
                ? new TiffStackLayout(size, type, description, resolution, true) : classic;
        row = ByteBuffer.allocate(Math.multiplyExact(size.x(), type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        out.write(layout.header());
        out.write(layout.directory(0));
        out.write(layout.afterDirectory());
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
}
