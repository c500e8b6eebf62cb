package org.znn.driver.autotune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.AlgorithmSelection;
import org.znn.worker.autotune.SelectionReport;
import org.znn.worker.autotune.SelectionReport.Basis;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.engine.PlannedConvolution;

/** Selections as text. */
class SelectionTableTest {

    private static final PlannedConvolution CONVOLUTION = new PlannedConvolution("conv1",
            new ConvolutionCall(ConvolutionPass.FORWARD, new ConvolutionShape(4, 8, Vec3.cube(3), Vec3.ONE),
                    Vec3.cube(9)));

    @Test
    void marksEstimatedTimes() {
        assertEquals("conv1  4→8 kernel 3,3,3 dilation 1,1,1  fft              "
                + "measured: direct 2.00 ms, fft 1.50 ms, winograd about 4.00 ms",
                line(Basis.MEASURED, "measured", Map.of(AlgorithmKind.DIRECT, 2e-3, AlgorithmKind.FFT, 1.5e-3,
                        AlgorithmKind.WINOGRAD, 4e-3), Set.of(AlgorithmKind.WINOGRAD)));
    }

    @Test
    void modelCostsAreRelativeToDirect() {
        assertEquals("conv1  4→8 kernel 3,3,3 dilation 1,1,1  fft              cost model: direct 1.00, fft 0.25",
                line(Basis.MODEL, "cost model", Map.of(AlgorithmKind.DIRECT, 8.0, AlgorithmKind.FFT, 2.0),
                        Set.of()));
    }

    private static String line(Basis basis, String reason, Map<AlgorithmKind, Double> costs,
            Set<AlgorithmKind> estimated) {
        SelectionReport.Row row =
                new SelectionReport.Row(CONVOLUTION, AlgorithmKind.FFT, new TreeMap<>(costs), estimated, reason);
        return SelectionTable.lines(new SelectionReport(AlgorithmSelection.DIRECT, basis, 0, 0, List.of(row))).get(0);
    }
}
