package org.znn.worker.simd;

/** A tile in plain Java, of any shape: slow, and what the vector kernels are held against. */
public record ScalarTile(int maps, int vectors, int lanes) implements TileKernel {

    @Override
    public void run(Source source, int from, int to, Positions tile, int first, Target target) {
        for (int m = 0; m < target.maps(); m++) {
            for (int v = first; v < first + vectors; v++) {
                for (int lane = 0; lane < lanes; lane++) {
                    int at = target.map(m) + tile.out()[v] + lane;
                    float sum = target.add() ? target.out()[at] : 0;
                    for (int t = from; t < to; t++) {
                        float number = source.in()[tile.in()[v] + source.taps()[t] + lane];
                        sum = Math.fma(number, source.weights()[source.weightAt() + t * maps + m], sum);
                    }
                    target.out()[at] = sum;
                }
            }
        }
    }
}
