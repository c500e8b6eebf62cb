package org.znn.worker.convolution.fft.reference;

import org.jtransforms.fft.DoubleFFT_1D;
import org.visnow.jlargearrays.ConcurrencyUtils;
import org.znn.common.geometry.Vec3;

/**
 * 3-D discrete Fourier transforms of real images of one size, in place, by transforms along x, y and z. Safe for use by
 * several threads. A row of an image has x + 2 doubles, the last two unused; a row of its spectrum has x/2 + 1 complex
 * numbers (real, imaginary), since the other half is conjugate to them.
 */
final class RealFft3d {

    /** Columns transformed together: the complex numbers of two adjacent cache lines. */
    private static final int COLUMNS = 8;

    static {
        // Keeps the library from starting threads of its own for long transforms.
        ConcurrencyUtils.setNumberOfThreads(1);
    }

    private final Vec3 size;
    private final int pitch;
    private final int plane;
    private final DoubleFFT_1D alongZ;
    private final DoubleFFT_1D alongY;
    private final DoubleFFT_1D alongX;

    /** Creates the transforms of images of the given size (z, y, x), x even. */
    RealFft3d(Vec3 size) {
        this.size = size;
        pitch = size.x() + 2;
        plane = size.y() * pitch;
        alongZ = new DoubleFFT_1D(size.z());
        alongY = new DoubleFFT_1D(size.y());
        alongX = new DoubleFFT_1D(size.x());
    }

    /**
     * Returns the length in doubles of an image or a spectrum.
     *
     * @throws ArithmeticException if an array cannot hold it
     */
    static int length(Vec3 size) {
        return Math.toIntExact(size.with(2, size.x() + 2).product());
    }

    /**
     * Transforms an image to its spectrum.
     *
     * @param a    array that holds the image, and then the spectrum, from {@code offset} on
     * @param rows number of leading planes (z) and rows (y) that may be non-zero; x is ignored
     */
    void forward(double[] a, int offset, Vec3 rows) {
        double[] buffer = newBuffer();
        for (int z = 0; z < rows.z(); z++) {
            int from = offset + z * plane;
            for (int y = 0; y < rows.y(); y++) {
                int row = from + y * pitch;
                alongX.realForward(a, row);
                // JTransforms packs the real highest frequency into the imaginary part of frequency 0.
                a[row + size.x()] = a[row + 1];
                a[row + size.x() + 1] = 0;
                a[row + 1] = 0;
            }
            transformColumns(a, from, size.y(), pitch, alongY, true, buffer);
        }
        for (int y = 0; y < size.y(); y++) {
            transformColumns(a, offset + y * pitch, size.z(), plane, alongZ, true, buffer);
        }
    }

    /**
     * Transforms a spectrum to its image, the inverse of {@link #forward}.
     *
     * @param a    array that holds the spectrum, and then the image, from {@code offset} on
     * @param rows number of leading planes (z) and rows (y) to compute; x is ignored
     */
    void inverse(double[] a, int offset, Vec3 rows) {
        double[] buffer = newBuffer();
        double scale = 1.0 / (size.z() * size.y());
        for (int y = 0; y < size.y(); y++) {
            transformColumns(a, offset + y * pitch, size.z(), plane, alongZ, false, buffer);
        }
        for (int z = 0; z < rows.z(); z++) {
            int from = offset + z * plane;
            transformColumns(a, from, size.y(), pitch, alongY, false, buffer);
            for (int y = 0; y < rows.y(); y++) {
                int row = from + y * pitch;
                a[row + 1] = a[row + size.x()];
                alongX.realInverse(a, row, true);
                for (int x = row; x < row + size.x(); x++) {
                    a[x] *= scale;
                }
            }
        }
    }

    private double[] newBuffer() {
        return new double[COLUMNS * 2 * Math.max(size.z(), size.y())];
    }

    /** Transforms every column of a plane, {@code n} complex numbers that are {@code stride} doubles apart. */
    private void transformColumns(double[] a, int offset, int n, int stride, DoubleFFT_1D transform, boolean forward,
            double[] buffer) {
        if (n == 1) {
            return;
        }
        for (int first = 0; first < pitch; first += 2 * COLUMNS) {
            int count = Math.min(COLUMNS, (pitch - first) / 2);
            for (int i = 0; i < n; i++) {
                int row = offset + first + i * stride;
                for (int c = 0; c < count; c++) {
                    buffer[2 * (c * n + i)] = a[row + 2 * c];
                    buffer[2 * (c * n + i) + 1] = a[row + 2 * c + 1];
                }
            }
            for (int c = 0; c < count; c++) {
                if (forward) {
                    transform.complexForward(buffer, 2 * c * n);
                } else {
                    transform.complexInverse(buffer, 2 * c * n, false);
                }
            }
            for (int i = 0; i < n; i++) {
                int row = offset + first + i * stride;
                for (int c = 0; c < count; c++) {
                    a[row + 2 * c] = buffer[2 * (c * n + i)];
                    a[row + 2 * c + 1] = buffer[2 * (c * n + i) + 1];
                }
            }
        }
    }
}
