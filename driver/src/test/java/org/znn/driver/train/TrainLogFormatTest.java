package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.LearningCurve.Series;
import org.znn.driver.report.LearningCurveCsv;
import org.znn.driver.train.IntervalErrors.Averages;
import org.znn.worker.cost.PatchErrors;

/** Log lines of a training run in ZNN's format, and the averages in them. */
class TrainLogFormatTest {

    private static final Averages PLAIN = new Averages(0.69314, 0.25, Double.NaN, 0, 0);
    private static final Averages MALIS = new Averages(1.5, 0.125, 0.06, 2.5, 0.75);

    @Test
    void patchRequest() {
        PatchResult report = new PatchResult(0, 12, new Vec3(3, 40, 512), "0", new byte[0], PatchErrors.NONE, true,
                Optional.empty(), 1, Map.of());
        assertEquals(List.of("sample12", "subvolume: [3,40,512] requested"),
                TrainLogFormat.patchRequest(report).lines().toList());
    }

    @Test
    void updateLine() {
        assertEquals("update 1200,    cost: 0.693, pixel error: 0.250, elapsed: 0.210 s/iter, learning rate: 0.00997",
                TrainLogFormat.update(1200, PLAIN, false, 0.21, 0.00997));
        assertEquals("update 7,    cost: 1.500, pixel error: 0.125, rand error: 0.060, elapsed: 12.000 s/iter,"
                + " learning rate: 0.01000", TrainLogFormat.update(7, MALIS, false, 12, 0.01));
        assertEquals("update 7,    cost: 1.500, pixel error: 0.125, rand error: 0.060, me: 2.500, mc: 0.750,"
                + " elapsed: 12.000 s/iter, learning rate: 0.01000", TrainLogFormat.update(7, MALIS, true, 12, 0.01));
    }

    @Test
    void testLine() {
        assertEquals("test iter: 500,     cost: 0.693, pixel error: 0.250", TrainLogFormat.test(500, PLAIN, false));
        assertEquals("test iter: 500,     cost: 1.500, pixel error: 0.125, rand error: 0.060, me: 2.500, mc: 0.750",
                TrainLogFormat.test(500, MALIS, true));
    }

    @Test
    void averagesPerCountedValueAndPerPatch() {
        IntervalErrors interval = new IntervalErrors(PatchErrors.NONE);
        interval.add(new PatchErrors(1, 30, 2, 100, 0.5, 4, 1));
        interval.add(new PatchErrors(1, 10, 3, 60, 0.25, 2, 0));
        Averages averages = interval.averages();
        assertEquals(new Averages(0.25, 0.03125, 0.375, 3, 0.5), averages);
        assertEquals(averages, IntervalErrors.fromSums(interval.sums()).averages());
        assertEquals(List.of("cls", "err"), List.copyOf(averages.curveValues(false).keySet()));
        assertEquals(List.of("cls", "err", "mc", "me", "re"), List.copyOf(averages.curveValues(true).keySet()));
    }

    @Test
    void tableHasALinePerIteration() {
        LearningCurve curve = new LearningCurve(
                Series.EMPTY.append(10, PLAIN.curveValues(false)).append(20, PLAIN.curveValues(false)),
                Series.EMPTY.append(15, MALIS.curveValues(false)), 1);
        assertEquals(List.of("iteration,train_cost,train_pixel_error,test_cost,test_pixel_error", "10,0.69314,0.25,,",
                "15,,,1.5,0.125", "20,0.69314,0.25,,"), LearningCurveCsv.lines(curve));
    }
}
