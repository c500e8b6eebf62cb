package org.znn.worker.convolution.fft.simd.dft;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;

/**
 * The frequencies of a real tile that are stored, given that the spectrum at −k is the conjugate of the spectrum at k.
 * Frequencies are stored as columns (ky, kx) along z: of a column and its mirror image, the one with the smaller index
 * is stored whole; of a column that is its own mirror image, the frequencies 0 … z/2 are stored.
 *
 * @param columns          indices ky·x + kx of the stored columns
 * @param mirrors          indices of their mirror images
 * @param firstFrequencies position of the frequency kz = 0 of each stored column among all stored frequencies
 * @param frequencies      number of stored frequencies
 */
public record HalfSpectrum(int[] columns, int[] mirrors, int[] firstFrequencies, int frequencies) {

    /** Returns the stored frequencies of tiles of the given size (z, y, x). */
    public static HalfSpectrum of(Vec3 size) {
        int count = size.y() * size.x();
        int[] columns = new int[count];
        int[] mirrors = new int[count];
        int[] first = new int[count];
        int stored = 0;
        int frequencies = 0;
        for (int y = 0; y < size.y(); y++) {
            for (int x = 0; x < size.x(); x++) {
                int column = y * size.x() + x;
                int mirror = (size.y() - y) % size.y() * size.x() + (size.x() - x) % size.x();
                if (column <= mirror) {
                    columns[stored] = column;
                    mirrors[stored] = mirror;
                    first[stored++] = frequencies;
                    frequencies += column == mirror ? size.z() / 2 + 1 : size.z();
                }
            }
        }
        return new HalfSpectrum(Arrays.copyOf(columns, stored), Arrays.copyOf(mirrors, stored),
                Arrays.copyOf(first, stored), frequencies);
    }

    /** Returns the number of stored frequencies of a tile. */
    public static int countFrequencies(Vec3 size) {
        int selfMirrored = countSelfMirrored(size);
        return (size.y() * size.x() - selfMirrored) / 2 * size.z() + selfMirrored * (size.z() / 2 + 1);
    }

    /** Returns the number of stored columns of a tile. */
    public static int countColumns(Vec3 size) {
        return (size.y() * size.x() + countSelfMirrored(size)) / 2;
    }

    /** Returns the number of columns that are their own mirror image. */
    private static int countSelfMirrored(Vec3 size) {
        return (2 - size.y() % 2) * (2 - size.x() % 2);
    }

    /** Returns whether a stored column is its own mirror image. */
    public boolean isSelfMirrored(int column) {
        return columns[column] == mirrors[column];
    }

    /** Returns the position of the first frequency of a column, or the number of frequencies after the last column. */
    public int firstFrequency(int column) {
        return column == firstFrequencies.length ? frequencies : firstFrequencies[column];
    }
}
