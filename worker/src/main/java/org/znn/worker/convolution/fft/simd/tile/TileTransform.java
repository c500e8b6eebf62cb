package org.znn.worker.convolution.fft.simd.tile;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.dft.DualReal;
import org.znn.worker.convolution.fft.simd.dft.HalfSpectrum;
import org.znn.worker.convolution.fft.simd.dft.LineTransform;

/**
 * Transforms pairs of real tiles of one size to their spectra and back. The forward transform computes lines along x,
 * then y, then z, separates the spectra of the two tiles and writes them frequency by frequency; the inverse does the
 * reverse. Between the transforms, a tile is stored in a workspace of its thread, see {@link TileLayout}.
 */
public final class TileTransform {

    private static final int COMPLEX = ComplexVectors.FLOATS;

    private final Vec3 size;
    private final LineTransform alongZ;
    private final LineTransform alongY;
    private final LineTransform alongX;
    private final HalfSpectrum half;
    private final TileLayout layout;
    private final int rowPitch;
    private final int planePitch;

    /** Creates the transforms of tiles of the given size (z, y, x). */
    public TileTransform(Vec3 size) {
        this.size = size;
        alongZ = LineTransform.of(size.z());
        alongY = LineTransform.of(size.y());
        alongX = LineTransform.of(size.x());
        half = HalfSpectrum.of(size);
        layout = TileLayout.of(size);
        rowPitch = layout.rowPitch();
        planePitch = layout.planePitch();
    }

    /** Returns the floats of a workspace. */
    public static int workspaceFloats(Vec3 size) {
        TileLayout layout = TileLayout.of(size);
        int lines = 4 * size.largest() * COMPLEX;
        // Receivers of planes may read up to LANES complex vectors past the last one.
        return lines + size.y() * layout.rowPitch() + size.z() * layout.planePitch() + ComplexVectors.LANES * COMPLEX;
    }

    /** Returns the stored frequencies of a tile. */
    public HalfSpectrum halfSpectrum() {
        return half;
    }

    /** The indices of the parts of a workspace. */
    private final class Workspace {

        private final float[] data;
        private final int lineWorkspace;
        private final int line;
        private final int mirrorLine;
        private final int sparseLine;
        private final int plane;
        private final int tile;

        Workspace(float[] data, int start) {
            int length = size.largest() * COMPLEX;
            this.data = data;
            lineWorkspace = start;
            line = lineWorkspace + length;
            mirrorLine = line + length;
            sparseLine = mirrorLine + length;
            plane = sparseLine + length;
            tile = plane + size.y() * rowPitch;
        }

        int tilePlane(int z) {
            return tile + z * planePitch;
        }

        int column(int column) {
            return tile + layout.columnOffset(column);
        }
    }

    /**
     * Computes the spectra of a pair of tiles, scaled by 2.
     *
     * @param work      array that holds the workspace
     * @param workspace index of the workspace
     * @param first     index in {@code spectrum} of frequency 0 of the first tile
     * @param second    index in {@code spectrum} of frequency 0 of the second tile; equals {@code first} if there is no
     *                  second tile
     * @param stride    distance between two frequencies, in floats
     */
    public void forward(LineSource source, float[] work, int workspace, float[] spectrum, int first, int second,
            int stride) {
        Workspace w = new Workspace(work, workspace);
        int[] planes = new int[size.z()];
        int count = 0;
        for (int z = 0; z < size.z(); z++) {
            if (source.hasPlane(z)) {
                planes[count++] = z;
                planeForward(source, z, w);
            }
        }
        int[] filled = count == size.z() ? null : Arrays.copyOf(planes, count);
        Arrays.fill(work, w.sparseLine, w.sparseLine + size.z() * COMPLEX, 0);
        for (int c = 0; c < half.columns().length; c++) {
            int offset = half.firstFrequencies()[c] * stride;
            split(w, half.columns()[c], half.mirrors()[c], filled, spectrum, first + offset, second + offset, stride);
        }
    }

    /** Transforms a plane along x and y. */
    private void planeForward(LineSource source, int z, Workspace w) {
        int rows = size.y() == 1 ? w.tilePlane(z) : w.plane;
        source.prefetch(z);
        for (int y = 0; y < size.y(); y++) {
            int row = rows + y * rowPitch;
            if (source.readLine(z, y, w.data, w.line)) {
                alongX.transform(w.data, w.line, 0, COMPLEX, w.data, row, 0, COMPLEX, 1, w.data, w.lineWorkspace);
            } else {
                Arrays.fill(w.data, row, row + size.x() * COMPLEX, 0);
            }
        }
        if (size.y() > 1) {
            alongY.transform(w.data, w.plane, COMPLEX, rowPitch, w.data, w.tilePlane(z), COMPLEX, rowPitch, size.x(),
                    w.data, w.lineWorkspace);
        }
    }

    /** Transforms a column and its mirror image along z and separates the spectra of the two tiles. */
    private void split(Workspace w, int column, int mirror, int[] filled, float[] spectrum, int first, int second,
            int stride) {
        int n = size.z();
        int a = alongZ(w, column, filled, w.line);
        int b = column == mirror ? a : alongZ(w, mirror, filled, w.mirrorLine);
        int count = column == mirror ? n / 2 + 1 : n;
        DualReal.split(w.data, a, 0, b, 0, 1, spectrum, first, second, stride);
        DualReal.split(w.data, a + COMPLEX, COMPLEX, b + (n - 1) * COMPLEX, -COMPLEX, count - 1, spectrum,
                first + stride, second + stride, stride);
    }

    /**
     * Transforms a column along z.
     *
     * @param filled non-empty planes, or null if all are
     * @return index of the transformed column: {@code to}, or the column itself if it is a single element
     */
    private int alongZ(Workspace w, int column, int[] filled, int to) {
        int from = w.column(column);
        if (size.z() == 1) {
            return from;
        }
        if (filled == null) {
            alongZ.transform(w.data, from, 0, planePitch, w.data, to, 0, COMPLEX, 1, w.data, w.lineWorkspace);
        } else {
            for (int z : filled) {
                System.arraycopy(w.data, from + z * planePitch, w.data, w.sparseLine + z * COMPLEX, COMPLEX);
            }
            alongZ.transform(w.data, w.sparseLine, 0, COMPLEX, w.data, to, 0, COMPLEX, 1, w.data, w.lineWorkspace);
        }
        return to;
    }

    /**
     * Computes a pair of real tiles from their spectra, scaled by the number of voxels of a tile.
     *
     * @param first     index in {@code spectrum} of frequency 0 of the first tile
     * @param second    index in {@code spectrum} of frequency 0 of the second tile
     * @param stride    distance between two frequencies, in floats
     * @param work      array that holds the workspace
     * @param workspace index of the workspace
     * @param extent    number of leading voxels (z, y) to compute; x is ignored
     * @param sink      receiver of the planes
     */
    public void inverse(float[] spectrum, int first, int second, int stride, float[] work, int workspace, Vec3 extent,
            PlaneSink sink) {
        Workspace w = new Workspace(work, workspace);
        for (int c = 0; c < half.columns().length; c++) {
            int offset = half.firstFrequencies()[c] * stride;
            join(spectrum, first + offset, second + offset, stride, w, half.columns()[c], half.mirrors()[c]);
        }
        for (int z = 0; z < extent.z(); z++) {
            int plane = w.tilePlane(z);
            int rows = size.y() == 1 ? plane : w.plane;
            if (size.y() > 1) {
                alongY.transform(work, plane, COMPLEX, rowPitch, work, rows, COMPLEX, rowPitch, size.x(), work,
                        w.lineWorkspace);
            }
            alongX.transform(work, rows, rowPitch, COMPLEX, work, plane, rowPitch, COMPLEX, extent.y(), work,
                    w.lineWorkspace);
            sink.accept(z, work, plane, rowPitch);
        }
    }

    /** Combines the spectra of the two tiles in a column and its mirror image and transforms both along z. */
    private void join(float[] spectrum, int first, int second, int stride, Workspace w, int column, int mirror) {
        int n = size.z();
        int a = n == 1 ? w.column(column) : w.line;
        int b = column == mirror ? a : n == 1 ? w.column(mirror) : w.mirrorLine;
        int count = column == mirror ? n / 2 + 1 : n;
        DualReal.join(spectrum, first, second, stride, 1, w.data, a, 0, b, 0);
        DualReal.join(spectrum, first + stride, second + stride, stride, count - 1, w.data, a + COMPLEX,
                COMPLEX, b + (n - 1) * COMPLEX, -COMPLEX);
        if (n > 1) {
            alongZ.transform(w.data, a, 0, COMPLEX, w.data, w.column(column), 0, planePitch, 1, w.data,
                    w.lineWorkspace);
            if (column != mirror) {
                alongZ.transform(w.data, b, 0, COMPLEX, w.data, w.column(mirror), 0, planePitch, 1, w.data,
                        w.lineWorkspace);
            }
        }
    }
}
