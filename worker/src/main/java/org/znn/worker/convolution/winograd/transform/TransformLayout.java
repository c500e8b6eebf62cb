package org.znn.worker.convolution.winograd.transform;

import java.util.stream.IntStream;

/**
 * Addresses that a one-dimensional transform reads and writes. Vector i reads its element a at {@code inputStarts[i] +
 * inputOffsets[a]} and writes its element p at {@code outputStarts[i] + p · outputStride}.
 *
 * @param inputOffsets offset of each element read
 * @param outputStride distance between elements written
 * @param inputStarts  offset of each vector's reads
 * @param outputStarts offset of each vector's writes
 */
public record TransformLayout(int[] inputOffsets, int outputStride, int[] inputStarts, int[] outputStarts) {

    /** Returns {@code 0, stride, 2 · stride, …}. */
    public static int[] evenlySpaced(int count, int stride) {
        return IntStream.range(0, count).map(i -> i * stride).toArray();
    }
}
