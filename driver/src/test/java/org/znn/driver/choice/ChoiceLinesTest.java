package org.znn.driver.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.choice.Decision;
import org.znn.worker.choice.Decision.Basis;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.engine.PlannedConvolution;

/** A decision as it is printed. */
class ChoiceLinesTest {

    private static final PlannedConvolution CONVOLUTION = new PlannedConvolution("conv1",
            new ConvolutionCall(ConvolutionPass.FORWARD, new ConvolutionShape(4, 8, Vec3.cube(3), Vec3.ONE),
                    Vec3.cube(9)));

    @Test
    void whatWasNotMeasuredAtItsRealSizeIsToldAsAbout() {
        assertEquals("conv1  4→8 kernel 3,3,3 dilation 1,1,1  fft              "
                + "measured: direct 2.00 ms, fft 1.50 ms, winograd about 4.00 ms",
                line(Basis.MEASURED, "measured", Map.of(ConvolutionMethod.DIRECT, 2e-3, ConvolutionMethod.FFT, 1.5e-3,
                        ConvolutionMethod.WINOGRAD, 4e-3), Set.of(ConvolutionMethod.WINOGRAD)));
    }

    @Test
    void theModelIsToldBesideTheDirectMethod() {
        assertEquals("conv1  4→8 kernel 3,3,3 dilation 1,1,1  fft              by the model: direct 1.00, fft 0.25",
                line(Basis.MODEL, "by the model", Map.of(ConvolutionMethod.DIRECT, 8.0, ConvolutionMethod.FFT, 2.0),
                        Set.of()));
    }

    private static String line(Basis basis, String why, Map<ConvolutionMethod, Double> costs,
            Set<ConvolutionMethod> estimated) {
        Decision.Row row = new Decision.Row(CONVOLUTION, ConvolutionMethod.FFT, new TreeMap<>(costs), estimated, why);
        return ChoiceLines.of(new Decision(ConvolutionChoice.DIRECT, basis, 0, 0, List.of(row))).get(0);
    }
}
