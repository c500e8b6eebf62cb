package org.znn.worker.convolution.fft.simd.kernel;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.CacheBudget;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.dft.DualReal;
import org.znn.worker.convolution.fft.simd.dft.HalfSpectrum;
import org.znn.worker.convolution.fft.simd.dft.LineTransform;
import org.znn.worker.convolution.fft.simd.dft.SmallDft;
import org.znn.worker.convolution.fft.simd.tile.TileLayout;
import org.znn.worker.convolution.fft.simd.tile.TileTransform;

/**
 * Computes the spectra of pairs of kernels, as {@link TileTransform#forward} does for pairs of tiles, but for tiles
 * that hold only a few taps: lines and planes of zeros are neither stored nor transformed. Tap q lies at −q, modulo the
 * size of the tile, so the spectrum is conjugate, as a correlation needs it.
 *
 * <p>The workspace of a thread holds four lines, a line for each row of taps, a plane, and, for each pair of kernels of
 * a batch, the planes of taps after the transforms along x and y.
 */
public final class KernelTransform {

    private static final int LANES = ComplexVectors.LANES;
    private static final int COMPLEX = ComplexVectors.FLOATS;
    private static final int MAX_PAIRS = 4;

    private final Vec3 size;
    private final Vec3 kernel;
    private final LineTransform alongZ;
    private final SmallDft tapsAlongZ;
    private final LineTransform alongY;
    private final LineTransform alongX;
    private final HalfSpectrum half;
    private final TileLayout layout;
    private final int linePitch;
    private final int rowPitch;
    private final int planePitch;

    /**
     * Creates the transform.
     *
     * @param size   size of the transforms (z, y, x)
     * @param kernel taps of a kernel (z, y, x)
     */
    public KernelTransform(Vec3 size, Vec3 kernel) {
        this.size = size;
        this.kernel = kernel;
        alongZ = LineTransform.of(size.z());
        tapsAlongZ = new SmallDft(size.z(), kernel.z());
        alongY = LineTransform.of(size.y());
        alongX = LineTransform.of(size.x());
        half = HalfSpectrum.of(size);
        layout = TileLayout.of(size);
        linePitch = size.largest() * COMPLEX;
        rowPitch = layout.rowPitch();
        planePitch = layout.planePitch();
    }

    /** Returns the number of pairs of kernels to transform together. */
    public static int pairsPerBatch(Vec3 size, Vec3 kernel) {
        int planes = kernel.z() * TileLayout.of(size).planePitch();
        return Math.max(1, Math.min(MAX_PAIRS, CacheBudget.FFT_KERNEL_PLANES / Float.BYTES / planes));
    }

    /** Returns the floats of a thread's workspace. */
    public static int workspaceFloats(Vec3 size, Vec3 kernel) {
        int lines = (4 + kernel.y()) * size.largest() * COMPLEX;
        return lines + (1 + pairsPerBatch(size, kernel) * kernel.z()) * TileLayout.of(size).planePitch();
    }

    /** The taps of the kernels to transform. */
    public interface TapSource {

        /** Passes the taps (y, x) of plane z of both kernels of a pair, for all lanes, to {@link TapRows#put}. */
        void readPlane(int pair, int z, TapRows rows);
    }

    /** The rows of taps of a plane. */
    public final class TapRows {

        private final float[] work;
        private final int start;

        private TapRows(float[] work, int start) {
            this.work = work;
            this.start = start;
        }

        /**
         * Stores a tap of a kernel.
         *
         * @param second whether the kernel is the second one of the pair
         * @param lane   lane of the kernel
         */
        public void put(boolean second, int lane, int y, int x, float tap) {
            work[start + y * linePitch + negated(x, size.x()) * COMPLEX + (second ? LANES : 0) + lane] = tap;
        }
    }

    /** Returns −tap modulo the length of the transform. */
    private static int negated(int tap, int length) {
        return tap == 0 ? 0 : length - tap;
    }

    /**
     * Writes the spectra of contiguous kernels, scaled by 2.
     *
     * @param full      whether to write full spectra, frequency by frequency; otherwise kernels are transformed along y
     *                  and x only, and the planes of taps are written column by column, for {@link #transformColumn}
     * @param kernels   number of kernels, two to a pair; the last pair may lack its second kernel
     * @param work      array that holds the workspace
     * @param workspace index of the workspace
     * @param to        index of the first complex vector to write
     * @param toStride  distance in floats between two frequencies, or two planes of taps
     */
    public void transform(TapSource taps, boolean full, int kernels, float[] work, int workspace, float[] target,
            int to, int toStride) {
        Workspace w = new Workspace(work, workspace);
        w.clear();
        int pairs = (kernels + 1) / 2;
        for (int pair = 0; pair < pairs; pair++) {
            for (int z = 0; z < kernel.z(); z++) {
                taps.readPlane(pair, z, w.tapRows());
                w.transformPlane(pair, z);
            }
        }
        for (int c = 0; c < half.columns().length; c++) {
            int column = to + (full ? half.firstFrequencies()[c] : c * kernel.z()) * toStride;
            for (int pair = 0; pair < pairs; pair++) {
                int first = column + 2 * pair * COMPLEX;
                int second = first + (2 * pair + 1 < kernels ? COMPLEX : 0);
                if (full) {
                    w.transformColumn(pair, c, target, first, second, toStride);
                } else {
                    w.split(pair, c, 0, planePitch, kernel.z(), target, first, second, toStride);
                }
            }
        }
    }

    /**
     * Transforms a column of the planes of taps along z, for contiguous kernels.
     *
     * @param from       index of the first plane of taps
     * @param fromStride distance between two planes of taps, in floats
     * @param kernels    number of kernels
     * @param to         index of frequency 0
     * @param toStride   distance between two frequencies, in floats
     */
    public void transformColumn(float[] source, int from, int fromStride, int kernels, float[] target, int to,
            int toStride) {
        tapsAlongZ.transform(source, from, fromStride, kernels, target, to, toStride);
    }

    /** The workspace of a thread. */
    private final class Workspace {

        private final float[] work;
        private final int lineWorkspace;
        private final int line;
        private final int sparseLine;
        private final int secondSparseLine;
        private final int rows;
        private final int plane;
        private final int planes;

        Workspace(float[] work, int start) {
            this.work = work;
            lineWorkspace = start;
            line = lineWorkspace + linePitch;
            sparseLine = line + linePitch;
            secondSparseLine = sparseLine + linePitch;
            rows = secondSparseLine + linePitch;
            plane = rows + kernel.y() * linePitch;
            planes = plane + planePitch;
        }

        TapRows tapRows() {
            return new TapRows(work, rows);
        }

        /** Zeroes all lines and the plane; elements without a tap remain 0. */
        void clear() {
            Arrays.fill(work, sparseLine, planes, 0);
        }

        /** Transforms the rows of taps of a plane along x and y. */
        void transformPlane(int pair, int z) {
            for (int y = 0; y < kernel.y(); y++) {
                alongX.transform(work, rows + y * linePitch, 0, COMPLEX, work,
                        plane + negated(y, size.y()) * rowPitch, 0, COMPLEX, 1, work, lineWorkspace);
            }
            alongY.transform(work, plane, COMPLEX, rowPitch, work, planes + (pair * kernel.z() + z) * planePitch,
                    COMPLEX, rowPitch, size.x(), work, lineWorkspace);
        }

        /** Separates the two kernels of a pair in a column of planes of taps, from plane z on. */
        void split(int pair, int column, int z, int step, int count, float[] target, int first, int second,
                int toStride) {
            int tapPlane = planes + (pair * kernel.z() + z) * planePitch;
            DualReal.split(work, tapPlane + layout.columnOffset(half.columns()[column]), step,
                    tapPlane + layout.columnOffset(half.mirrors()[column]), step, count, target, first, second,
                    toStride);
        }

        /** Writes the frequencies of a column for both kernels of a pair. */
        void transformColumn(int pair, int column, float[] target, int first, int second, int toStride) {
            int last = (size.z() - 1) * COMPLEX;
            split(pair, column, 0, 0, 1, work, sparseLine, secondSparseLine, 0);
            split(pair, column, 1, planePitch, kernel.z() - 1, work, sparseLine + last, secondSparseLine + last,
                    -COMPLEX);
            transformLine(secondSparseLine, column, target, second, toStride);
            transformLine(sparseLine, column, target, first, toStride);
        }

        private void transformLine(int from, int column, float[] target, int to, int toStride) {
            if (half.isSelfMirrored(column)) {
                alongZ.transform(work, from, 0, COMPLEX, work, line, 0, COMPLEX, 1, work, lineWorkspace);
                ComplexVectors.copy(work, line, COMPLEX, target, to, toStride, size.z() / 2 + 1);
            } else {
                alongZ.transform(work, from, 0, COMPLEX, target, to, 0, toStride, 1, work, lineWorkspace);
            }
        }
    }
}
