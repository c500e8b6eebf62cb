package org.znn.worker.convolution.fft.plain;

import org.jtransforms.fft.DoubleFFT_1D;
import org.visnow.jlargearrays.ConcurrencyUtils;
import org.znn.common.geometry.Vec3;

/**
 * The discrete Fourier transform of real images of one size, in place, as transforms along x, y and z; for any number
 * of threads at once. An image has rows of x + 2 numbers, the last two unused; its spectrum has x/2 + 1 complex numbers
 * a row, (real, imaginary), the other half being conjugate to these.
 */
final class RealTransform {

    /** Columns gathered together: those of a cache line and the next. */
    private static final int COLUMNS = 8;

    static {
        // The library would start threads of its own for long transforms.
        ConcurrencyUtils.setNumberOfThreads(1);
    }

    private final Vec3 size;
    private final int pitch;
    private final int section;
    private final DoubleFFT_1D alongZ;
    private final DoubleFFT_1D alongY;
    private final DoubleFFT_1D alongX;

    /** For images of that size (z, y, x), x even. */
    RealTransform(Vec3 size) {
        this.size = size;
        pitch = size.x() + 2;
        section = size.y() * pitch;
        alongZ = new DoubleFFT_1D(size.z());
        alongY = new DoubleFFT_1D(size.y());
        alongX = new DoubleFFT_1D(size.x());
    }

    /**
     * Numbers of an image or a spectrum.
     *
     * @throws ArithmeticException where an array cannot hold them
     */
    static int length(Vec3 size) {
        return Math.toIntExact(size.with(2, size.x() + 2).product());
    }

    /**
     * From an image to its spectrum.
     *
     * @param a    holds it from {@code at} on
     * @param rows the first sections (z) and rows (y), which alone may hold other numbers than 0; x is not looked at
     */
    void forward(double[] a, int at, Vec3 rows) {
        double[] columns = columns();
        for (int z = 0; z < rows.z(); z++) {
            int from = at + z * section;
            for (int y = 0; y < rows.y(); y++) {
                int row = from + y * pitch;
                alongX.realForward(a, row);
                // The real number of the highest frequency comes in the place of an imaginary 0.
                a[row + size.x()] = a[row + 1];
                a[row + size.x() + 1] = 0;
                a[row + 1] = 0;
            }
            columns(a, from, size.y(), pitch, alongY, true, columns);
        }
        for (int y = 0; y < size.y(); y++) {
            columns(a, at + y * pitch, size.z(), section, alongZ, true, columns);
        }
    }

    /**
     * From a spectrum to its image: undoes {@link #forward}.
     *
     * @param a    holds it from {@code at} on
     * @param rows the first sections (z) and rows (y), which alone are wanted; x is not looked at
     */
    void inverse(double[] a, int at, Vec3 rows) {
        double[] columns = columns();
        double scale = 1.0 / (size.z() * size.y());
        for (int y = 0; y < size.y(); y++) {
            columns(a, at + y * pitch, size.z(), section, alongZ, false, columns);
        }
        for (int z = 0; z < rows.z(); z++) {
            int from = at + z * section;
            columns(a, from, size.y(), pitch, alongY, false, columns);
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

    private double[] columns() {
        return new double[COLUMNS * 2 * Math.max(size.z(), size.y())];
    }

    /** Transforms the complex numbers a stride apart, {@code n} of them, for each number of a row. */
    private void columns(double[] a, int at, int n, int stride, DoubleFFT_1D transform, boolean forward,
            double[] columns) {
        if (n == 1) {
            return;
        }
        for (int first = 0; first < pitch; first += 2 * COLUMNS) {
            int count = Math.min(COLUMNS, (pitch - first) / 2);
            for (int i = 0; i < n; i++) {
                int row = at + first + i * stride;
                for (int c = 0; c < count; c++) {
                    columns[2 * (c * n + i)] = a[row + 2 * c];
                    columns[2 * (c * n + i) + 1] = a[row + 2 * c + 1];
                }
            }
            for (int c = 0; c < count; c++) {
                if (forward) {
                    transform.complexForward(columns, 2 * c * n);
                } else {
                    transform.complexInverse(columns, 2 * c * n, false);
                }
            }
            for (int i = 0; i < n; i++) {
                int row = at + first + i * stride;
                for (int c = 0; c < count; c++) {
                    a[row + 2 * c] = columns[2 * (c * n + i)];
                    a[row + 2 * c + 1] = columns[2 * (c * n + i) + 1];
                }
            }
        }
    }
}
