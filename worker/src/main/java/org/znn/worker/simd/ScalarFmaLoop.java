package org.znn.worker.simd;

/** Eight independent scalar accumulators: enough to hide the latency of a multiply-add, four or five cycles. */
final class ScalarFmaLoop implements FmaLoop {

    private static final int ACCUMULATORS = 8;

    @Override
    public int operationsPerRound() {
        return 2 * ACCUMULATORS;
    }

    @Override
    public float execute(int rounds) {
        float factor = 0.999f;
        float a = 1;
        float b = 2;
        float c = 3;
        float d = 4;
        float e = 5;
        float f = 6;
        float g = 7;
        float h = 8;
        for (int i = 0; i < rounds; i++) {
            a = Math.fma(a, factor, 0.001f);
            b = Math.fma(b, factor, 0.001f);
            c = Math.fma(c, factor, 0.001f);
            d = Math.fma(d, factor, 0.001f);
            e = Math.fma(e, factor, 0.001f);
            f = Math.fma(f, factor, 0.001f);
            g = Math.fma(g, factor, 0.001f);
            h = Math.fma(h, factor, 0.001f);
        }
        return a + b + c + d + e + f + g + h;
    }
}
