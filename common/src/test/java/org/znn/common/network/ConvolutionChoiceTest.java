package org.znn.common.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A choice as files and messages hold it. */
class ConvolutionChoiceTest {

    private static final LayerMethods MIXED =
            new LayerMethods(ConvolutionMethod.FFT, ConvolutionMethod.DIRECT, ConvolutionMethod.WINOGRAD_STRICT);

    @Test
    void isOneLineThatIsReadBack() {
        ConvolutionChoice choice = new ConvolutionChoice(Map.of("conv2", MIXED,
                "conv1", LayerMethods.all(ConvolutionMethod.WINOGRAD), "conv3", LayerMethods.DIRECT));
        assertEquals("conv1=winograd,conv2=fft/direct/winograd-strict", choice.text());
        assertEquals(choice, ConvolutionChoice.parse(choice.text()));
        assertEquals("direct", ConvolutionChoice.DIRECT.text());
        assertEquals(ConvolutionChoice.DIRECT, ConvolutionChoice.parse("direct"));
    }

    @Test
    void anyNameIsReadBack() {
        ConvolutionChoice choice = new ConvolutionChoice(Map.of("a=b,c/d % ü\n", MIXED));
        assertEquals(choice, ConvolutionChoice.parse(choice.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "conv1", "=fft", "conv1=", "conv1=fft/fft", "conv1=ftt", "conv1=fft,", "%=fft"})
    void whatIsNoChoiceIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ConvolutionChoice.parse(text));
    }
}
