package org.znn.worker.convolution.fft.tiled;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;

/**
 * Spectra of pairs of kernels, as {@link TileTransform#forward} makes them of pairs of tiles, but of tiles that are
 * empty beyond a few taps: lines and sections of zeros are neither kept nor transformed. Tap q lies at −q, modulo the
 * tile's size: the spectrum is the conjugate, as a correlation needs it.
 *
 * <p>What a thread has for itself: lines, a line for each row of taps, a section, and the sections that hold taps,
 * after the transforms along x and y, for some pairs of kernels.
 */
final class KernelTransform {

    private static final int LANES = LineTransform.LANES;
    private static final int ELEMENT = LineTransform.ELEMENT;
    /** Numbers of the sections of pairs that are made before they are transformed along z: half of a core's cache. */
    private static final int SECTIONS = 1 << 18;
    private static final int MOST_PAIRS = 4;

    private final Vec3 size;
    private final Vec3 kernel;
    private final LineTransform alongZ;
    private final TapSpectra tapsAlongZ;
    private final LineTransform alongY;
    private final LineTransform alongX;
    private final HalfSpectrum half;
    private final int linePitch;
    private final int rowPitch;
    private final int planePitch;

    KernelTransform(Vec3 size, Vec3 kernel) {
        this.size = size;
        this.kernel = kernel;
        alongZ = LineTransform.of(size.z());
        tapsAlongZ = new TapSpectra(size.z(), kernel.z());
        alongY = LineTransform.of(size.y());
        alongX = LineTransform.of(size.x());
        half = HalfSpectrum.of(size);
        linePitch = Math.max(size.z(), Math.max(size.y(), size.x())) * ELEMENT;
        rowPitch = TileTransform.oddLines(size.x() * ELEMENT);
        planePitch = planePitch(size);
    }

    private static int planePitch(Vec3 size) {
        return TileTransform.oddLines(size.y() * TileTransform.oddLines(size.x() * ELEMENT));
    }

    /** Pairs of kernels that are best transformed at once. */
    static int pairs(Vec3 size, Vec3 kernel) {
        return Math.max(1, Math.min(MOST_PAIRS, SECTIONS / (kernel.z() * planePitch(size))));
    }

    /** Numbers of a thread's room. */
    static int room(Vec3 size, Vec3 kernel) {
        int lines = (4 + kernel.y()) * Math.max(size.z(), Math.max(size.y(), size.x())) * ELEMENT;
        return lines + (1 + pairs(size, kernel) * kernel.z()) * planePitch(size);
    }

    /** What is transformed. */
    interface Taps {

        /** The taps (y, x) of section z of a pair's first kernels, or second, each in its lane: {@link Lines#put}. */
        void section(int pair, int z, Lines lines);
    }

    /** The rows of taps of a section. */
    final class Lines {

        private final float[] work;
        private final int at;

        private Lines(float[] work, int at) {
            this.work = work;
            this.at = at;
        }

        /** Takes a tap of the kernel of a lane, of the first of the pair or of the second. */
        void put(boolean second, int lane, int y, int x, float tap) {
            work[at + y * linePitch + place(x, size.x()) * ELEMENT + (second ? LANES : 0) + lane] = tap;
        }
    }

    private static int place(int tap, int length) {
        return tap == 0 ? 0 : length - tap;
    }

    /**
     * Writes spectra, each twice as large, the kernels one after the other.
     *
     * @param whole   whether frequency by frequency; else only y and x are transformed, and the sections of taps of
     *                each column, from which {@link #column} makes its frequencies, lie one after the other
     * @param kernels two for each pair; in the last the second may be missing
     * @param work    room for a thread, from {@code at}
     * @param to      gets an element every {@code stride} numbers from {@code target} on
     */
    void write(Taps taps, boolean whole, int kernels, float[] work, int at, float[] to, int target, int stride) {
        Room room = new Room(work, at);
        room.clear();
        int pairs = (kernels + 1) / 2;
        for (int pair = 0; pair < pairs; pair++) {
            for (int z = 0; z < kernel.z(); z++) {
                taps.section(pair, z, room.taps());
                room.section(pair, z);
            }
        }
        for (int c = 0; c < half.columns().length; c++) {
            for (int pair = 0; pair < pairs; pair++) {
                int first = target + (whole ? half.first()[c] : c * kernel.z()) * stride + 2 * pair * ELEMENT;
                int second = first + (2 * pair + 1 < kernels ? ELEMENT : 0);
                if (whole) {
                    room.spectra(pair, c, to, first, second, stride);
                } else {
                    room.split(pair, c, 0, planePitch, kernel.z(), to, first, second, stride);
                }
            }
        }
    }

    /**
     * Transforms a column along z.
     *
     * @param from     holds the elements of a section of taps one after the other from {@code at}, sections
     *                 {@code stride} numbers apart
     * @param elements of a section
     * @param to       gets them frequency by frequency, {@code toStride} numbers apart, from {@code target}
     */
    void column(float[] from, int at, int stride, int elements, float[] to, int target, int toStride) {
        tapsAlongZ.run(from, at, stride, elements, to, target, toStride);
    }

    /** A thread's room. */
    private final class Room {

        private final float[] work;
        private final int middle;
        private final int line;
        private final int sparse;
        private final int sparseOfSecond;
        private final int rows;
        private final int plane;
        private final int sections;

        Room(float[] work, int at) {
            this.work = work;
            middle = at;
            line = middle + linePitch;
            sparse = line + linePitch;
            sparseOfSecond = sparse + linePitch;
            rows = sparseOfSecond + linePitch;
            plane = rows + kernel.y() * linePitch;
            sections = plane + planePitch;
        }

        Lines taps() {
            return new Lines(work, rows);
        }

        /** What no tap is written to stays 0. */
        void clear() {
            Arrays.fill(work, sparse, sections, 0);
        }

        /** Transforms the rows of taps along x and y. */
        void section(int pair, int z) {
            for (int y = 0; y < kernel.y(); y++) {
                alongX.run(work, rows + y * linePitch, 0, ELEMENT, work, plane + place(y, size.y()) * rowPitch, 0,
                        ELEMENT, 1, work, middle);
            }
            alongY.run(work, plane, ELEMENT, rowPitch, work, sections + (pair * kernel.z() + z) * planePitch, ELEMENT,
                    rowPitch, size.x(), work, middle);
        }

        /** Tells apart what sections of a column and its mirror image hold of the two kernels of a pair. */
        void split(int pair, int column, int z, int step, int count, float[] to, int first, int second, int stride) {
            int section = sections + (pair * kernel.z() + z) * planePitch;
            RealPairs.split(work, section + offset(half.columns()[column]), step,
                    section + offset(half.mirrors()[column]), step, count, to, first, second, stride);
        }

        private int offset(int column) {
            return column / size.x() * rowPitch + column % size.x() * ELEMENT;
        }

        /** Whole spectra of a column. */
        void spectra(int pair, int column, float[] to, int first, int second, int stride) {
            int last = (size.z() - 1) * ELEMENT;
            split(pair, column, 0, 0, 1, work, sparse, sparseOfSecond, 0);
            split(pair, column, 1, planePitch, kernel.z() - 1, work, sparse + last, sparseOfSecond + last, -ELEMENT);
            alongZ(sparseOfSecond, column, to, second, stride);
            alongZ(sparse, column, to, first, stride);
        }

        private void alongZ(int from, int column, float[] to, int target, int stride) {
            if (half.isOwnMirror(column)) {
                alongZ.run(work, from, 0, ELEMENT, work, line, 0, ELEMENT, 1, work, middle);
                Elements.copy(work, line, ELEMENT, to, target, stride, size.z() / 2 + 1);
            } else {
                alongZ.run(work, from, 0, ELEMENT, to, target, 0, stride, 1, work, middle);
            }
        }
    }
}
