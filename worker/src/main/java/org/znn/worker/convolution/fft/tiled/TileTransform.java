package org.znn.worker.convolution.fft.tiled;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;

/**
 * Transforms of pairs of real tiles of one size: lines along x, then y, then z, where the spectra of the two are told
 * apart and go where the products are computed, frequency by frequency; and the other way round. A tile in between lies
 * in a workspace that every thread has for itself: sections (z), rows (y) an odd number of cache lines apart, elements.
 */
final class TileTransform {

    private static final int ELEMENT = LineTransform.ELEMENT;
    /** Numbers of a cache line. */
    private static final int LINE = 16;

    private final Vec3 size;
    private final LineTransform alongZ;
    private final LineTransform alongY;
    private final LineTransform alongX;
    private final HalfSpectrum half;
    private final int rowPitch;
    private final int planePitch;

    TileTransform(Vec3 size) {
        this.size = size;
        alongZ = LineTransform.of(size.z());
        alongY = LineTransform.of(size.y());
        alongX = LineTransform.of(size.x());
        half = HalfSpectrum.of(size);
        rowPitch = oddLines(size.x() * ELEMENT);
        planePitch = oddLines(size.y() * rowPitch);
    }

    /** That many numbers, or a few more, so that they are an odd number of cache lines. */
    static int oddLines(int numbers) {
        return ((numbers + LINE - 1) / LINE | 1) * LINE;
    }

    /** Numbers of a workspace. */
    static int workspace(Vec3 size) {
        int row = oddLines(size.x() * ELEMENT);
        int lines = 4 * longest(size) * ELEMENT;
        // A vector more of elements may be read past the last.
        return lines + size.y() * row + size.z() * oddLines(size.y() * row) + LineTransform.LANES * ELEMENT;
    }

    private static int longest(Vec3 size) {
        return Math.max(size.z(), Math.max(size.y(), size.x()));
    }

    HalfSpectrum half() {
        return half;
    }

    /** Where things lie in a workspace. */
    private final class Workspace {

        private final float[] data;
        private final int middle;
        private final int line;
        private final int mirror;
        private final int sparse;
        private final int plane;
        private final int tile;

        Workspace(float[] data, int at) {
            int length = longest(size) * ELEMENT;
            this.data = data;
            middle = at;
            line = middle + length;
            mirror = line + length;
            sparse = mirror + length;
            plane = sparse + length;
            tile = plane + size.y() * rowPitch;
        }

        int tilePlane(int z) {
            return tile + z * planePitch;
        }

        int column(int number) {
            return tile + number / size.x() * rowPitch + number % size.x() * ELEMENT;
        }
    }

    /**
     * Spectra of a pair of tiles, each twice as large.
     *
     * @param work   room for a workspace from {@code at}
     * @param first  where the first tile's element of frequency 0 goes in {@code spectrum}
     * @param second the same for the second; may be {@code first} where there is no second tile
     * @param stride from a frequency to the next, in numbers
     */
    void forward(LineSource source, float[] work, int at, float[] spectrum, int first, int second, int stride) {
        Workspace w = new Workspace(work, at);
        int[] planes = new int[size.z()];
        int filled = 0;
        for (int z = 0; z < size.z(); z++) {
            if (source.hasPlane(z)) {
                planes[filled++] = z;
                planeForward(source, z, w);
            }
        }
        int[] present = filled == size.z() ? null : Arrays.copyOf(planes, filled);
        Arrays.fill(work, w.sparse, w.sparse + size.z() * ELEMENT, 0);
        for (int c = 0; c < half.columns().length; c++) {
            int offset = half.first()[c] * stride;
            split(w, half.columns()[c], half.mirrors()[c], present, spectrum, first + offset, second + offset, stride);
        }
    }

    private void planeForward(LineSource source, int z, Workspace w) {
        int rows = size.y() == 1 ? w.tilePlane(z) : w.plane;
        source.touch(z);
        for (int y = 0; y < size.y(); y++) {
            int row = rows + y * rowPitch;
            if (source.line(z, y, w.data, w.line)) {
                alongX.run(w.data, w.line, 0, ELEMENT, w.data, row, 0, ELEMENT, 1, w.data, w.middle);
            } else {
                Arrays.fill(w.data, row, row + size.x() * ELEMENT, 0);
            }
        }
        if (size.y() > 1) {
            alongY.run(w.data, w.plane, ELEMENT, rowPitch, w.data, w.tilePlane(z), ELEMENT, rowPitch, size.x(),
                    w.data, w.middle);
        }
    }

    private void split(Workspace w, int column, int mirror, int[] present, float[] spectrum, int first, int second,
            int stride) {
        int n = size.z();
        int a = alongZ(w, column, present, w.line);
        int b = column == mirror ? a : alongZ(w, mirror, present, w.mirror);
        int count = column == mirror ? n / 2 + 1 : n;
        RealPairs.split(w.data, a, 0, b, 0, 1, spectrum, first, second, stride);
        RealPairs.split(w.data, a + ELEMENT, ELEMENT, b + (n - 1) * ELEMENT, -ELEMENT, count - 1, spectrum,
                first + stride, second + stride, stride);
    }

    /** The transform of a column, and where it is. */
    private int alongZ(Workspace w, int column, int[] present, int to) {
        int from = w.column(column);
        if (size.z() == 1) {
            return from;
        }
        if (present == null) {
            alongZ.run(w.data, from, 0, planePitch, w.data, to, 0, ELEMENT, 1, w.data, w.middle);
        } else {
            for (int z : present) {
                System.arraycopy(w.data, from + z * planePitch, w.data, w.sparse + z * ELEMENT, ELEMENT);
            }
            alongZ.run(w.data, w.sparse, 0, ELEMENT, w.data, to, 0, ELEMENT, 1, w.data, w.middle);
        }
        return to;
    }

    /**
     * The pair of real tiles that belongs to a pair of spectra, times the number of elements of a tile.
     *
     * @param keep  elements (z, y, x) that are wanted
     * @param sink  gets them
     */
    void inverse(float[] spectrum, int first, int second, int stride, float[] work, int at, Vec3 keep,
            PlaneSink sink) {
        Workspace w = new Workspace(work, at);
        for (int c = 0; c < half.columns().length; c++) {
            int offset = half.first()[c] * stride;
            join(spectrum, first + offset, second + offset, stride, w, half.columns()[c], half.mirrors()[c]);
        }
        for (int z = 0; z < keep.z(); z++) {
            int plane = w.tilePlane(z);
            int rows = size.y() == 1 ? plane : w.plane;
            if (size.y() > 1) {
                alongY.run(work, plane, ELEMENT, rowPitch, work, rows, ELEMENT, rowPitch, size.x(), work, w.middle);
            }
            alongX.run(work, rows, rowPitch, ELEMENT, work, plane, rowPitch, ELEMENT, keep.y(), work, w.middle);
            sink.plane(z, work, plane, rowPitch);
        }
    }

    private void join(float[] spectrum, int first, int second, int stride, Workspace w, int column, int mirror) {
        int n = size.z();
        int a = n == 1 ? w.column(column) : w.line;
        int b = column == mirror ? a : n == 1 ? w.column(mirror) : w.mirror;
        int count = column == mirror ? n / 2 + 1 : n;
        RealPairs.join(spectrum, first, second, stride, 1, w.data, a, 0, b, 0);
        RealPairs.join(spectrum, first + stride, second + stride, stride, count - 1, w.data, a + ELEMENT,
                ELEMENT, b + (n - 1) * ELEMENT, -ELEMENT);
        if (n > 1) {
            alongZ.run(w.data, a, 0, ELEMENT, w.data, w.column(column), 0, planePitch, 1, w.data, w.middle);
            if (column != mirror) {
                alongZ.run(w.data, b, 0, ELEMENT, w.data, w.column(mirror), 0, planePitch, 1, w.data, w.middle);
            }
        }
    }
}
