package org.znn.worker.convolution.fft.tiled;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;

/**
 * The frequencies of a real tile that must be kept: its spectrum at −k is the conjugate of that at k. They are kept
 * by columns (ky, kx) along z: of a column and its mirror image the one with the smaller number, whole; of the columns
 * that are their own mirror image the frequencies 0 … z / 2.
 *
 * @param columns     numbers ky·x + kx of the columns that are kept
 * @param mirrors     those of their mirror images
 * @param first       number of each column's frequency kz = 0 among all that are kept
 * @param frequencies that are kept in all
 */
record HalfSpectrum(int[] columns, int[] mirrors, int[] first, int frequencies) {

    /** For tiles of the given size. */
    static HalfSpectrum of(Vec3 size) {
        int all = size.y() * size.x();
        int[] columns = new int[all];
        int[] mirrors = new int[all];
        int[] first = new int[all];
        int kept = 0;
        int frequencies = 0;
        for (int y = 0; y < size.y(); y++) {
            for (int x = 0; x < size.x(); x++) {
                int column = y * size.x() + x;
                int mirror = (size.y() - y) % size.y() * size.x() + (size.x() - x) % size.x();
                if (column <= mirror) {
                    columns[kept] = column;
                    mirrors[kept] = mirror;
                    first[kept++] = frequencies;
                    frequencies += column == mirror ? size.z() / 2 + 1 : size.z();
                }
            }
        }
        return new HalfSpectrum(Arrays.copyOf(columns, kept), Arrays.copyOf(mirrors, kept),
                Arrays.copyOf(first, kept), frequencies);
    }

    /** How many frequencies that is. */
    static int frequencies(Vec3 size) {
        int own = own(size);
        return (size.y() * size.x() - own) / 2 * size.z() + own * (size.z() / 2 + 1);
    }

    /** How many columns. */
    static int columns(Vec3 size) {
        return (size.y() * size.x() + own(size)) / 2;
    }

    /** Columns that are their own mirror image. */
    private static int own(Vec3 size) {
        return (2 - size.y() % 2) * (2 - size.x() % 2);
    }

    boolean isOwnMirror(int column) {
        return columns[column] == mirrors[column];
    }

    /** Number of the first frequency of a column; of all of them for the one after the last. */
    int firstOf(int column) {
        return column == first.length ? frequencies : first[column];
    }
}
