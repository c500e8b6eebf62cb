package org.znn.driver.evaluate;

import java.util.Arrays;
import java.util.Locale;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Box;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.FloatVolume;

/** Converts the values of a map to probabilities from 0 to 1, and refuses values that are none. */
final class ValueScale {

    /** Deviation from 0 to 1 that rounding explains, as of a softmax in float32. */
    private static final double ROUNDING = 1e-5;

    private final String path;
    private final ElementType type;
    private final double maxValue;
    private final boolean assumed;
    private final boolean clip;
    private double greatest;

    /**
     * Creates a scale.
     *
     * @param path     file, for messages
     * @param maxValue value that means 1
     * @param assumed  whether {@code maxValue} is the greatest value of an integer type and not the user's word
     * @param clip     whether values outside count as 0 or 1
     */
    ValueScale(String path, ElementType type, double maxValue, boolean assumed, boolean clip) {
        this.path = path;
        this.type = type;
        this.maxValue = maxValue;
        this.assumed = assumed;
        this.clip = clip;
    }

    /** Returns the value that means 1. */
    double maxValue() {
        return maxValue;
    }

    /**
     * Converts the values of a channel in place.
     *
     * @param box position of the map in its file, for messages
     * @throws UserErrorException if a value is NaN or, unless values are clipped, outside 0 to 1
     */
    void toProbabilities(FloatVolume map, int channel, Box box) {
        float[] data = map.data();
        int voxels = (int) map.size().product();
        int first = channel * voxels;
        int end = first + voxels;
        for (int i = first; i < end; i++) {
            double scaled = data[i] / maxValue;
            if (Double.isNaN(scaled)) {
                throw new UserErrorException(path, "the output contains NaN in " + box, "");
            }
            if (!clip && (scaled < -ROUNDING || scaled > 1 + ROUNDING)) {
                throw outside(Arrays.copyOfRange(data, first, end), box);
            }
            greatest = Math.max(greatest, scaled);
        }
        for (int i = first; i < end; i++) {
            data[i] = (float) Math.min(1, Math.max(0, data[i] / maxValue));
        }
    }

    private UserErrorException outside(float[] data, Box box) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        boolean whole = true;
        for (float value : data) {
            least = Math.min(least, value);
            most = Math.max(most, value);
            whole &= value == Math.rint(value);
        }
        String range = "values from " + number(least) + " to " + number(most) + " in " + box;
        String remedy = "logits need a sigmoid (or softmax) first; --clip takes what lies outside as 0 or 1, "
                + "as of a regression; --max-value M names the value that means 1"
                + (whole ? "; if these are segment ids, add --kind segmentation" : "");
        return new UserErrorException(path, "the output has " + range + ", but probabilities lie from 0 to "
                + number(maxValue), remedy);
    }

    /**
     * Checks the values of the whole map against an assumed greatest value.
     *
     * @throws UserErrorException if no value reaches half of it
     */
    void requireFullRange() {
        if (assumed && greatest < 0.5) {
            String most = number(Math.rint(greatest * maxValue));
            throw new UserErrorException(path, "the greatest value is " + most + ", which may mean " + most + " of "
                    + number(maxValue) + " or something else, as the type is "
                    + type.name().toLowerCase(Locale.ROOT),
                    "name the value that means 1: --max-value " + (greatest > 0 ? most + " or " : "") + "--max-value "
                            + number(maxValue) + " (or --kind segmentation for segment ids)");
        }
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
                : Float.toString((float) value);
    }
}
