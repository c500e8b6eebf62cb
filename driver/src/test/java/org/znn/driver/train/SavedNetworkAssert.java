package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.Weights;

/** Compares saved networks bit by bit, except for the measured time per step. */
public final class SavedNetworkAssert {

    private SavedNetworkAssert() {
    }

    /** Fails unless two saved networks are equal. */
    public static void assertSame(Path expected, Path actual) {
        NetworkFile a = NetworkFileReader.read(expected.toString());
        NetworkFile b = NetworkFileReader.read(actual.toString());
        assertEquals(a.options(), b.options(), actual::toString);
        assertEquals(a.resume(), b.resume(), actual::toString);
        assertSame(a.weights(), b.weights(), "weights of " + actual);
        assertSame(a.momentum(), b.momentum(), "momentum of " + actual);
        assertSame(a.curve(), b.curve(), actual.toString());
    }

    static void assertSameCurve(Path expected, Path actual) {
        assertSame(readCurve(expected), readCurve(actual), actual.toString());
    }

    private static LearningCurve readCurve(Path file) {
        return NetworkFileReader.readCurve(file.toString(), new Diagnostics()).orElseThrow();
    }

    private static void assertSame(Weights a, Weights b, String what) {
        assertEquals(a.filters().keySet(), b.filters().keySet(), what);
        a.filters().forEach((layer, filters) -> assertArrayEquals(filters.values(),
                b.filters().get(layer).values(), what + ", layer " + layer));
        assertEquals(a.biases().keySet(), b.biases().keySet(), what);
        a.biases().forEach((layer, biases) -> assertArrayEquals(biases, b.biases().get(layer),
                what + ", layer " + layer));
    }

    private static void assertSame(LearningCurve a, LearningCurve b, String what) {
        assertSame(a.train(), b.train(), what);
        assertSame(a.test(), b.test(), what);
    }

    private static void assertSame(LearningCurve.Series a, LearningCurve.Series b, String what) {
        assertArrayEquals(a.iterations(), b.iterations(), what);
        assertEquals(a.values().keySet(), b.values().keySet(), what);
        a.values().forEach((name, values) -> assertArrayEquals(values, b.values().get(name), what + ", " + name));
    }
}
