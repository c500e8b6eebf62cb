package org.znn.worker.convolution.fft.reference;

import java.util.Arrays;
import org.znn.common.geometry.IntMath;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * The spectra of a group of tiles: those of the maps read, each transformed once, and those of the maps written, which
 * are sums over the maps read in order. A convolution reads input maps and writes output maps; its input gradient does
 * the reverse.
 *
 * @param mapsRead       number of maps read
 * @param mapsWritten    number of maps written
 * @param spectrumLength length of a spectrum in doubles
 */
record GroupSpectra(int mapsRead, int mapsWritten, int spectrumLength) {

    /** Doubles of a spectrum that a thread processes at a time, so that factors and sums stay in the L1 cache. */
    private static final int CHUNK = 1024;

    /**
     * Returns the length in doubles of all spectra of a group of {@code tiles} tiles.
     *
     * @throws ArithmeticException if an array cannot hold them
     */
    int length(int tiles) {
        return Math.multiplyExact(Math.multiplyExact(mapsRead + mapsWritten, spectrumLength), tiles);
    }

    /** Returns the index of the spectrum of a map read. */
    int readAt(int tile, int map) {
        return tile * (mapsRead + mapsWritten) * spectrumLength + map * spectrumLength;
    }

    /** Returns the index of the spectrum of a map written. */
    int writtenAt(int tile, int map) {
        return readAt(tile, mapsRead + map);
    }

    /** Sets each written spectrum o to Σ (read spectrum i)·conj(spectrum of kernel [i][o]), summed over i. */
    void convolve(double[] spectra, int tiles, WeightSpectra weights, ForkJoinTeam team) {
        forEachChunk(team, (map, from, count) -> {
            clear(spectra, tiles, map, from, count);
            for (int i = 0; i < mapsRead; i++) {
                for (int t = 0; t < tiles; t++) {
                    ComplexArithmetic.multiplyConjugateAdd(spectra, readAt(t, i) + from, weights.ofOutput(map),
                            i * spectrumLength + from, spectra, writtenAt(t, map) + from, count);
                }
            }
        });
    }

    /** Sets each written spectrum i to Σ (read spectrum o)·(spectrum of kernel [i][o]), summed over o. */
    void convolveBackward(double[] spectra, int tiles, WeightSpectra weights, ForkJoinTeam team) {
        forEachChunk(team, (map, from, count) -> {
            clear(spectra, tiles, map, from, count);
            for (int o = 0; o < mapsRead; o++) {
                for (int t = 0; t < tiles; t++) {
                    ComplexArithmetic.multiplyAdd(spectra, readAt(t, o) + from, weights.ofOutput(o),
                            map * spectrumLength + from, spectra, writtenAt(t, map) + from, count);
                }
            }
        });
    }

    private void clear(double[] spectra, int tiles, int map, int from, int count) {
        for (int t = 0; t < tiles; t++) {
            int index = writtenAt(t, map) + from;
            Arrays.fill(spectra, index, index + count, 0);
        }
    }

    private void forEachChunk(ForkJoinTeam team, Sums sums) {
        int chunks = IntMath.ceilDiv(spectrumLength, CHUNK);
        team.parallelFor(Math.multiplyExact(mapsWritten, chunks), index -> {
            int from = index % chunks * CHUNK;
            sums.compute(index / chunks, from, Math.min(CHUNK, spectrumLength - from));
        });
    }

    /** Computes {@code count} doubles, from {@code from} on, of the spectra of a map. */
    private interface Sums {
        void compute(int map, int from, int count);
    }
}
