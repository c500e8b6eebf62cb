package org.znn.worker.engine;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.FeatureMapLayout;

/** Thrown if a pass of the requested size needs an array that is longer than Java allows. */
public final class PassTooLargeException extends RuntimeException {

    private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

    private final String reason;

    PassTooLargeException(String node, int channels, Vec3 size) {
        this("'" + node + "' with " + channels + " maps of " + size
                + " voxels needs an array of more than 2^31 - 9 elements");
    }

    private PassTooLargeException(String reason) {
        super(reason + "; choose a smaller output size");
        this.reason = reason;
    }

    /** Description of the array that is too large, without advice on a smaller size. */
    public String reason() {
        return reason;
    }

    /** Evaluates {@code result}; its {@link ArithmeticException} means that an array length overflowed. */
    static <T> T checkArrayLength(String node, int channels, Vec3 size, Supplier<T> result) {
        try {
            return result.get();
        } catch (ArithmeticException e) {
            throw new PassTooLargeException(node, channels, size);
        }
    }

    /** Layout of the feature maps of a node, padding included. */
    static FeatureMapLayout layout(String node, int channels, Vec3 size,
            BiFunction<Integer, Vec3, FeatureMapLayout> layouts) {
        FeatureMapLayout layout = checkArrayLength(node, channels, size, () -> layouts.apply(channels, size));
        if (layout.length() > MAX_ARRAY_LENGTH) {
            throw new PassTooLargeException(node, channels, size);
        }
        return layout;
    }
}
