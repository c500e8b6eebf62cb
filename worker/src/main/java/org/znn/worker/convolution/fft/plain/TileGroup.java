package org.znn.worker.convolution.fft.plain;

import java.util.Arrays;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Spectra of a group of tiles: of the maps that are read, each transformed once, and of the maps that are written, sums
 * over those that are read, in their order. A convolution reads input maps and writes output maps, its gradient the
 * other way about.
 *
 * @param read     maps
 * @param written  maps
 * @param spectrum numbers of one
 */
record TileGroup(int read, int written, int spectrum) {

    /** Numbers that threads take in one go: with a sum they stay in the nearest cache. */
    private static final int CHUNK = 1024;

    /**
     * Numbers of all spectra of that many tiles.
     *
     * @throws ArithmeticException where an array cannot hold them
     */
    int length(int tiles) {
        return Math.multiplyExact(Math.multiplyExact(read + written, spectrum), tiles);
    }

    /** Where the spectrum of a map that is read begins. */
    int reads(int tile, int map) {
        return tile * (read + written) * spectrum + map * spectrum;
    }

    /** Where the spectrum of a map that is written begins. */
    int writes(int tile, int map) {
        return reads(tile, read + map);
    }

    /** Each spectrum written becomes Σ (spectrum read)·conj(spectrum of the weights from the one to the other). */
    void convolve(double[] spectra, int tiles, WeightSpectra weights, ThreadTeam team) {
        run(team, (map, from, count) -> {
            clear(spectra, tiles, map, from, count);
            for (int i = 0; i < read; i++) {
                for (int t = 0; t < tiles; t++) {
                    Product.addConjugate(spectra, reads(t, i) + from, weights.of(map), i * spectrum + from, spectra,
                            writes(t, map) + from, count);
                }
            }
        });
    }

    /** Each spectrum written becomes Σ (spectrum read)·(spectrum of the weights from the other to the one). */
    void convolveBack(double[] spectra, int tiles, WeightSpectra weights, ThreadTeam team) {
        run(team, (map, from, count) -> {
            clear(spectra, tiles, map, from, count);
            for (int o = 0; o < read; o++) {
                for (int t = 0; t < tiles; t++) {
                    Product.add(spectra, reads(t, o) + from, weights.of(o), map * spectrum + from, spectra,
                            writes(t, map) + from, count);
                }
            }
        });
    }

    private void clear(double[] spectra, int tiles, int map, int from, int count) {
        for (int t = 0; t < tiles; t++) {
            int at = writes(t, map) + from;
            Arrays.fill(spectra, at, at + count, 0);
        }
    }

    private void run(ThreadTeam team, Sums sums) {
        int chunks = (spectrum + CHUNK - 1) / CHUNK;
        team.run(Math.multiplyExact(written, chunks), part -> {
            int from = part % chunks * CHUNK;
            sums.of(part / chunks, from, Math.min(CHUNK, spectrum - from));
        });
    }

    /** Sums for some numbers of the spectra of a map. */
    private interface Sums {
        void of(int map, int from, int count);
    }
}
