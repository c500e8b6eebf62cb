package org.znn.worker.simd;

/** A tile of outer products in plain Java, of any shape: slow, and what the vector kernels are held against. */
record ScalarOuter(int numbers, int vectors, int lanes) implements OuterTile {

    @Override
    public void run(Operands operands, int from, int to, int firstTap, int shift, float[] sums, int first) {
        int width = vectors * lanes;
        for (int p = from; p < to; p++) {
            int vector = operands.at()[2 * p + 1] + shift;
            for (int n = 0; n < numbers; n++) {
                float number = operands.numbers()[operands.at()[2 * p] + operands.taps()[firstTap + n]];
                int sum = first + n * width;
                for (int i = 0; i < width; i++) {
                    sums[sum + i] = Math.fma(operands.vectors()[vector + i], number, sums[sum + i]);
                }
            }
        }
    }
}
