package org.znn.worker.convolution.fft.tiled;

import org.znn.common.geometry.Vec3;

/**
 * The way back from spectra of kernels to as many elements as there are taps: first along z, column by column, of which
 * only those sections are kept, then along y and x for two kernels at once.
 */
final class KernelInverse {

    private static final int ELEMENT = LineTransform.ELEMENT;

    private final Vec3 size;
    private final Vec3 kernel;
    private final LineTransform alongZ;
    private final LineTransform alongY;
    private final LineTransform alongX;
    private final HalfSpectrum half;
    private final int rowPitch;
    private final int planePitch;

    KernelInverse(Vec3 size, Vec3 kernel) {
        this.size = size;
        this.kernel = kernel;
        alongZ = LineTransform.of(size.z());
        alongY = LineTransform.of(size.y());
        alongX = LineTransform.of(size.x());
        half = HalfSpectrum.of(size);
        rowPitch = TileTransform.oddLines(size.x() * ELEMENT);
        planePitch = TileTransform.oddLines(size.y() * rowPitch);
    }

    /**
     * Sections of taps, conjugate, from the conjugate frequencies of a column, times the tile's length along z.
     *
     * @param at     of frequency 0; the others lie {@code stride} numbers apart
     * @param work   room for a {@link TileTransform#workspace} from {@code lines}
     * @param target where the sections go, one after the other
     */
    void column(float[] data, int at, int stride, float[] work, int lines, float[] to, int target) {
        int line = lines + size.z() * ELEMENT;
        alongZ.run(data, at, 0, stride, work, line, 0, ELEMENT, 1, work, lines);
        Elements.copy(work, line, ELEMENT, to, target, ELEMENT, kernel.z());
    }

    /**
     * The taps of two kernels, times the elements of a tile.
     *
     * @param first  where those of {@link #column} begin that belong to the first kernel, column by column
     * @param second the same of the second
     * @param work   room for a {@link TileTransform#workspace} from {@code at}
     */
    void planes(float[] columns, int first, int second, float[] work, int at, PlaneSink sink) {
        int middle = at;
        int rows = middle + Math.max(size.y(), size.x()) * ELEMENT;
        int sections = rows + planePitch;
        for (int c = 0; c < half.columns().length; c++) {
            int taps = c * kernel.z() * ELEMENT;
            // What is joined is conjugate: the column and its mirror image change places.
            RealPairs.join(columns, first + taps, second + taps, ELEMENT, kernel.z(), work,
                    sections + offset(half.mirrors()[c]), planePitch, sections + offset(half.columns()[c]),
                    planePitch);
        }
        for (int z = 0; z < kernel.z(); z++) {
            int plane = sections + z * planePitch;
            alongY.run(work, plane, ELEMENT, rowPitch, work, rows, ELEMENT, rowPitch, size.x(), work, middle);
            alongX.run(work, rows, rowPitch, ELEMENT, work, plane, rowPitch, ELEMENT, kernel.y(), work, middle);
            sink.plane(z, work, plane, rowPitch);
        }
    }

    private int offset(int column) {
        return column / size.x() * rowPitch + column % size.x() * ELEMENT;
    }
}
