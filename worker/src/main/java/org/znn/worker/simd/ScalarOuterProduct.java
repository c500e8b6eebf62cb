package org.znn.worker.simd;

/** Outer product in plain Java for tiles of any shape: slow, the reference for the vector kernels. */
record ScalarOuterProduct(int scalars, int vectors, int lanes) implements OuterProduct {

    @Override
    public void accumulate(Operands operands, int firstPosition, int endPosition, int firstScalar, int vectorShift,
            float[] sums, int sumOffset) {
        int width = vectors * lanes;
        for (int p = firstPosition; p < endPosition; p++) {
            int vector = operands.positions()[2 * p + 1] + vectorShift;
            for (int s = 0; s < scalars; s++) {
                int index = operands.positions()[2 * p] + operands.scalarOffsets()[firstScalar + s];
                float scalar = operands.scalars()[index];
                int sum = sumOffset + s * width;
                for (int i = 0; i < width; i++) {
                    sums[sum + i] = Math.fma(operands.vectors()[vector + i], scalar, sums[sum + i]);
                }
            }
        }
    }
}
