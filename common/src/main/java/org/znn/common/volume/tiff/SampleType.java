package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;

/**
 * The type of the samples as stored.
 *
 * @param bits bits of a sample
 * @param type element type that holds the samples; wider than {@code bits} if samples are packed
 */
record SampleType(int bits, ElementType type) {

    private static final int UNSIGNED = 1;
    private static final int SIGNED = 2;
    private static final int FLOATING = 3;
    private static final int UNDEFINED = 4;
    private static final int COMPLEX_INTEGER = 5;
    private static final int COMPLEX = 6;
    private static final int MAX_SAMPLES = 1000;

    /**
     * Reads the type of a page's samples.
     *
     * @throws VolumeException if it is not supported, or the samples of a pixel have different types
     */
    static SampleType of(TiffDirectory directory) throws IOException {
        int bits = (int) common(directory, TiffTag.BITS_PER_SAMPLE, "bits per sample", 1);
        long format = common(directory, TiffTag.SAMPLE_FORMAT, "sample formats", UNSIGNED);
        SampleType sample = new SampleType(bits, type(bits, format));
        if (sample.isPacked() && bits > Byte.SIZE && bits % Byte.SIZE == 0 && sample.type.isInteger()
                && directory.order() == ByteOrder.LITTLE_ENDIAN) {
            throw unsupported(bits, format, "; readers disagree about their byte order");
        }
        return sample;
    }

    private static long common(TiffDirectory directory, TiffTag tag, String name, long missing) throws IOException {
        long[] all = directory.first(tag, MAX_SAMPLES);
        if (all.length == 0) {
            return missing;
        }
        for (long value : all) {
            if (value != all[0]) {
                throw new VolumeException("the samples of a pixel have different " + name + " (" + all[0] + " and "
                        + value + "), which is not supported; store each in a file of its own");
            }
        }
        return Math.max(0, Math.min(all[0], Integer.MAX_VALUE));
    }

    /** Returns the smallest type that holds samples. */
    private static ElementType type(int bits, long format) {
        if (format == COMPLEX || format == COMPLEX_INTEGER) {
            throw new VolumeException("the samples are complex numbers, which are not supported; store their magnitude,"
                    + " for example in Python with tifffile.imwrite('new.tif', abs(tifffile.imread('old.tif')))");
        }
        if (format == FLOATING && (bits == 16 || bits == 24 || bits == 32 || bits == 64)) {
            return ElementType.floating(bits == 24 ? Float.BYTES : bits / Byte.SIZE);
        }
        if (format != UNSIGNED && format != SIGNED && format != UNDEFINED || bits < 1 || bits > Long.SIZE) {
            throw unsupported(bits, format, "");
        }
        int bytes = Math.max(1, Integer.highestOneBit(2 * bits - 1) / Byte.SIZE);
        return ElementType.integer(bytes, format == SIGNED);
    }

    private static VolumeException unsupported(int bits, long format, String reason) {
        return new VolumeException("samples of " + bits + " bits with sample format " + format + " are not supported"
                + reason + "; store integers of 8, 16, 32 or 64 bits, or floating-point numbers");
    }

    /** Whether samples must be expanded to their element type. */
    boolean isPacked() {
        return bits != type.bytes() * Byte.SIZE;
    }
}
