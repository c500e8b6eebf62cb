package org.znn.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge of messages recognises words of Java and numbers without a meaning, and lets plain sentences pass. */
class PlainWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a.h5: is damaged (ArithmeticException)", "class java.lang.Long cannot be cast to class X",
        "the chunks have the shape [-2147483520, 64]", "Index 7 out of bounds for length 3", "it is null",
        "a length of 9223372036854775807", "For input string: \"x\"", "the readFully of it fails", "/ by zero",
        "failed in org.znn.common.Volume"})
    void refusesWordsOfTheImplementation(String message) {
        assertTrue(PlainWords.fault(message).isPresent(), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.h5, box 0..1, 0..2, 0..3: ids must be whole numbers, but the file contains -1.5",
        "the file has 643 bytes, but 8 bytes at position 8388348370945141861 are needed", "64 MiB, 1e-5, 2^31 - 9",
        "'key = -3' is not legal; write a number from 0 to 1", "/data/x-1/null/MyFile.h5: there is no such file",
        "needs a file of 18374686479671623768 bytes", "use NumPy's .npy, sections 0-7"})
    void acceptsPlainSentences(String message) {
        assertEquals(Optional.empty(), PlainWords.fault(message));
    }

    @Test
    void namesWhatIsWrong() {
        assertEquals(Optional.of("'NullPointerException' is a word of Java"),
                PlainWords.fault("failed: NullPointerException"));
    }
}
