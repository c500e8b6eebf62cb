package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.znn.common.geometry.Box;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;

/** Reads and compares volumes bit by bit. */
final class VolumeAssert {

    private VolumeAssert() {
    }

    /** Reads a volume that must be stored in the given precision. */
    static Volume read(Path file, Precision precision) throws IOException {
        try (VolumeReader reader = VolumeReaders.open(file.toString())) {
            assertEquals(precision.bytes(), reader.info().type().bytes(), file::toString);
            return reader.read(Box.ofSize(reader.info().size()), precision);
        }
    }

    /** Fails if any bit differs, naming the first difference and the number of differing elements. */
    static void assertSameBits(Volume expected, Volume actual, String what) {
        assertEquals(expected.size(), actual.size(), what);
        assertEquals(expected.channels(), actual.channels(), what);
        long[] a = bits(expected);
        long[] b = bits(actual);
        int different = 0;
        int first = -1;
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                different++;
                first = first < 0 ? i : first;
            }
        }
        int firstIndex = first;
        int count = different;
        assertEquals(0, different, () -> what + ": " + count + " of " + a.length + " elements differ, the first at "
                + firstIndex + " of " + expected.size());
    }

    private static long[] bits(Volume volume) {
        if (volume instanceof FloatVolume floats) {
            long[] bits = new long[floats.data().length];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = Float.floatToRawIntBits(floats.data()[i]);
            }
            return bits;
        }
        double[] values = ((DoubleVolume) volume).data();
        long[] bits = new long[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Double.doubleToRawLongBits(values[i]);
        }
        return bits;
    }
}
