package org.znn.worker.simd;

/** A tile of outer products in plain Java, of any shape: slow, and what the vector kernels are held against. */
record ScalarOuter(int numbers, int vectors, int lanes) implements OuterTile {

    @Override
    public void run(Operands operands, int count, int firstTap, int shift, float[] sums, int at) {
        int width = vectors * lanes;
        for (int p = 0; p < count; p++) {
            int vector = operands.vectorAt()[p] + shift;
            for (int n = 0; n < numbers; n++) {
                float number = operands.numbers()[operands.numberAt()[p] + operands.taps()[firstTap + n]];
                int to = at + n * width;
                for (int i = 0; i < width; i++) {
                    sums[to + i] = Math.fma(operands.vectors()[vector + i], number, sums[to + i]);
                }
            }
        }
    }
}
