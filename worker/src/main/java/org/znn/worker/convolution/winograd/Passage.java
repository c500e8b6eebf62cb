package org.znn.worker.convolution.winograd;

/**
 * Where a one-dimensional transform reads and writes: its i-th vector reads its numbers at {@code from[i] + sources[a]}
 * and writes them at {@code to[i] + p · stride}.
 *
 * @param sources distances of what is read, one a row of the matrix
 * @param stride  between what is written
 * @param from    where each vector's reads begin
 * @param to      where each vector's writes begin
 */
record Passage(int[] sources, int stride, int[] from, int[] to) {
}
