package org.znn.worker.engine;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.MapsLayout;

/** A pass of the size asked for cannot be computed at all: some node would need more numbers than an array can hold. */
public final class PassTooLarge extends RuntimeException {

    private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

    private final String node;
    private final String reason;

    PassTooLarge(String node, int channels, Vec3 size) {
        this(node, "for " + channels + " maps of " + size + " voxels '" + node
                + "' would need an array of more than 2^31 - 9 numbers");
    }

    private PassTooLarge(String node, String reason) {
        super(reason + "; choose a smaller output size");
        this.node = node;
        this.reason = reason;
    }

    /** Name of the node (or edge) that is too large. */
    public String node() {
        return node;
    }

    /** What is too large, in words, for those who know a size that is not. */
    public String reason() {
        return reason;
    }

    /** What is worked out, unless that would be too long for an array. */
    static <T> T unless(String node, int channels, Vec3 size, Supplier<T> result) {
        try {
            return result.get();
        } catch (ArithmeticException e) {
            throw new PassTooLarge(node, channels, size);
        }
    }

    /** The layout of a node's maps, padding included. */
    static MapsLayout layout(String node, int channels, Vec3 size, BiFunction<Integer, Vec3, MapsLayout> layouts) {
        MapsLayout layout = unless(node, channels, size, () -> layouts.apply(channels, size));
        if (layout.length() > MOST_NUMBERS) {
            throw new PassTooLarge(node, channels, size);
        }
        return layout;
    }
}
