package org.znn.worker.simd;

import java.util.List;

/**
 * How this JVM computes on arrays of float32: with the Vector API, or in plain Java where the module that holds it is
 * absent. Chosen once; the system property {@code znn.simd} ({@code vector} or {@code scalar}) forces either.
 */
public interface Simd {

    /** {@code vector} or {@code scalar}, with the width, for people. */
    String name();

    /** Whether it is the Vector API, so that other classes may use that as well. */
    boolean isVector();

    /** Numbers of a vector; divides 16. */
    int lanes();

    /** The shapes of tiles there are. */
    List<TileKernel> tiles();

    /** The shapes of tiles of outer products there are: one of 1 vector among them, the widest first. */
    List<OuterTile> outerTiles();

    Rows<float[]> rows();

    GradientRows<float[]> gradientRows();

    /** What a core can do at most. */
    FmaLoop fmaLoop();

    /** The choice of this JVM. */
    static Simd ofThisJvm() {
        return SimdChoice.CHOSEN;
    }

    /** Plain Java. */
    static Simd scalar() {
        return new ScalarSimd();
    }
}
