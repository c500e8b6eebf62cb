package org.znn.common.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the text format of an algorithm selection. */
class AlgorithmSelectionTest {

    private static final LayerAlgorithms MIXED =
            new LayerAlgorithms(AlgorithmKind.FFT, AlgorithmKind.DIRECT, AlgorithmKind.WINOGRAD_STRICT);

    @Test
    void roundTripsAsOneLine() {
        AlgorithmSelection selection = new AlgorithmSelection(Map.of("conv2", MIXED,
                "conv1", LayerAlgorithms.uniform(AlgorithmKind.WINOGRAD), "conv3", LayerAlgorithms.DIRECT));
        assertEquals("conv1=winograd,conv2=fft/direct/winograd-strict", selection.text());
        assertEquals(selection, AlgorithmSelection.parse(selection.text()));
        assertEquals("direct", AlgorithmSelection.DIRECT.text());
        assertEquals(AlgorithmSelection.DIRECT, AlgorithmSelection.parse("direct"));
    }

    @Test
    void roundTripsAnyEdgeName() {
        AlgorithmSelection selection = new AlgorithmSelection(Map.of("a=b,c/d % ü\n", MIXED));
        assertEquals(selection, AlgorithmSelection.parse(selection.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "conv1", "=fft", "conv1=", "conv1=fft/fft", "conv1=ftt", "conv1=fft,", "%=fft"})
    void rejectsMalformedText(String text) {
        assertThrows(IllegalArgumentException.class, () -> AlgorithmSelection.parse(text));
    }
}
