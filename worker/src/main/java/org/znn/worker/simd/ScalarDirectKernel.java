package org.znn.worker.simd;

/** Direct kernel in plain Java for tiles of any shape: slow, the reference for the vector kernels. */
public record ScalarDirectKernel(int maps, int vectors, int lanes) implements DirectKernel {

    @Override
    public void compute(Source source, int firstTap, int endTap, VectorPositions positions, int firstVector,
            Target target) {
        for (int m = 0; m < target.maps(); m++) {
            for (int v = firstVector; v < firstVector + vectors; v++) {
                for (int lane = 0; lane < lanes; lane++) {
                    int index = target.mapOffset(m) + positions.output()[v] + lane;
                    float sum = target.accumulate() ? target.out()[index] : 0;
                    for (int t = firstTap; t < endTap; t++) {
                        float value = source.in()[positions.input()[v] + source.tapOffsets()[t] + lane];
                        sum = Math.fma(value, source.weights()[source.weightOffset() + t * maps + m], sum);
                    }
                    target.out()[index] = sum;
                }
            }
        }
    }
}
