package org.znn.common.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;

/** Compares distributions of initial weights with their formulas, and checks that draws are reproducible. */
class InitialWeightsTest {

    /** Draws 40 x 50 kernels of 2x3x4: fan-in 960, fan-out 1200. */
    private static Weights draw(String init, long seed) {
        return InitialWeights.draw(TestNetworks.parse("""
                nodes in
                type input
                size 40
                edges c
                type conv
                size 2,3,4
                input in
                output out
                INIT
                nodes out
                type transfer
                function linear
                size 50
                """.replace("INIT", init.replace("|", "\n"))), seed, new Diagnostics());
    }

    /** Columns: init, mean, standard deviation, minimum and maximum; checked on 48,000 draws. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            init zero                        ; 0   ; 0         ; 0        ; 0
            init constant|init_args 0.3      ; 0.3 ; 0         ; 0.3      ; 0.3
            init uniform                     ; 0   ; 0.0577350 ; -0.1     ; 0.1
            init uniform|init_args 3         ; 0   ; 1.7320508 ; -3       ; 3
            init uniform|init_args 1,2       ; 1.5 ; 0.2886751 ; 1        ; 2
            init gaussian                    ; 0   ; 0.01      ; -0.06    ; 0.06
            init gaussian|init_args 5,2      ; 5   ; 2         ; -7       ; 17
            init bernoulli                   ; 0.5 ; 0.5       ; 0        ; 1
            init bernoulli|init_args 0.1     ; 0.1 ; 0.3       ; 0        ; 1
            init xavier                      ; 0   ; 0.0304290 ; -0.0527047 ; 0.0527047
            init msra                        ; 0   ; 0.0456435 ; -0.3     ; 0.3
            """)
    void matchesTheDistributions(String init, double mean, double deviation, double min, double max) {
        double[] w = draw(init, 3).filters().get("c").values();
        DoubleSummaryStatistics all = Arrays.stream(w).summaryStatistics();
        assertEquals(48_000, all.getCount());
        assertEquals(mean, all.getAverage(), 5 * deviation / Math.sqrt(w.length) + 1e-12);
        double square = Arrays.stream(w).map(v -> (v - mean) * (v - mean)).sum() / w.length;
        assertEquals(deviation, Math.sqrt(square), 0.02 * deviation + 1e-12);
        assertTrue(all.getMin() >= min - 1e-7 && all.getMax() <= max + 1e-7, all.toString());
    }

    @Test
    void dependsOnSeedAndNameOnly() {
        double[] once = draw("init msra", 1).filters().get("c").values();
        assertArrayEquals(once, draw("init msra", 1).filters().get("c").values());
        assertFalse(Arrays.equals(once, draw("init msra", 2).filters().get("c").values()));
        Weights small = InitialWeights.draw(TestNetworks.SMALL, 1, new Diagnostics());
        Weights renamed = InitialWeights.draw(
                TestNetworks.parse(TestNetworks.SMALL_TEXT.replace("edges c2", "edges other")), 1, new Diagnostics());
        assertArrayEquals(small.filters().get("c1").values(), renamed.filters().get("c1").values());
        assertFalse(Arrays.equals(small.filters().get("c2").values(), renamed.filters().get("other").values()));
        assertArrayEquals(new double[] {.25, .25, .25}, small.biases().get("out"));
        assertArrayEquals(new double[50], draw("init msra", 1).biases().get("out"));
    }

    /** Compares the generator with SplitMix64, computed from its definition (Steele, Lea, Flood 2014). */
    @Test
    void usesSplitMix64() {
        long state = 0xcbf29ce484222325L ^ 9;
        state = (state ^ 'c') * 0x100000001b3L;
        double[] w = draw("init uniform|init_args 0,1", 9).filters().get("c").values();
        for (int i = 0; i < 10; i++) {
            state += 0x9e3779b97f4a7c15L;
            long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
            z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
            assertEquals(((z ^ z >>> 31) >>> 11) * 0x1p-53, w[i]);
        }
    }

    @Test
    void reportsEdgesWithoutInit() {
        Diagnostics diagnostics = new Diagnostics();
        NetworkSpec network = TestNetworks.parse(TestNetworks.SMALL_TEXT.replace("init xavier", ""));
        InitialWeights.draw(network, 1, diagnostics);
        assertEquals("test.znn:22: edge 'c2' has no 'init'; add a line such as 'init msra', or start from a saved "
                + "network", diagnostics.errors().get(0).toString());
    }

    @Test
    void tiesRepeatedBlocksToTheirMean() {
        Filters filters = new Filters(1, 2, new Vec3(1, 2, 4),
                new double[] {1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 8, 8, 4, 4, 8, 0});
        Filters tied = WeightTying.apply(filters, new Vec3(1, 2, 2));
        assertArrayEquals(new double[] {3.5, 3.5, 5.5, 5.5, 3.5, 3.5, 5.5, 5.5, 2, 2, 6, 6, 2, 2, 6, 6},
                tied.values());
    }
}
