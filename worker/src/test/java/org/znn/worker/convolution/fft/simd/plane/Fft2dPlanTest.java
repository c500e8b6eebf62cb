package org.znn.worker.convolution.fft.simd.plane;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.fft.simd.product.AxialOuterProduct;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling.Tile;

/** Tests the tiles, groups and lanes of 2-D FFT convolutions. */
@Tag("vector")
class Fft2dPlanTest {

    @Test
    void everyOutputBelongsToOneTileOfOneGroup() {
        for (int kernel = 1; kernel <= 7; kernel += 3) {
            for (int dilation = 1; dilation <= 3; dilation++) {
                for (int depth : new int[] {1, 2, 3, 8, 29, 47, 90}) {
                    CorrelationProblem problem = new CorrelationProblem(2, 5, new Vec3(kernel, 3, 2),
                            new Vec3(dilation, 2, 1), new Vec3(depth, 41, 83));
                    Fft2dPlan plan = Fft2dPlan.of(problem);
                    long outputs = IntStream.range(0, plan.groups()).mapToObj(plan::tilesOfGroup).flatMap(List::stream)
                            .mapToLong(tile -> tile.extent().product()).sum();
                    assertEquals(problem.output().product(), outputs, problem.toString());
                }
            }
        }
    }

    @Test
    void flatImagesFillTheLanesWithTiles() {
        Fft2dPlan plan = Fft2dPlan.of(
                new CorrelationProblem(1, 24, new Vec3(1, 5, 5), Vec3.ONE, new Vec3(1, 400, 400)));
        assertTrue(plan.pairsPerGroup() > 1);
        assertEquals(plan.lanes(), plan.pairsPerGroup());
    }

    @Test
    void outputPlanesArePaddedAndHaveLanesOfTheirOwn() {
        Fft2dPlan plan = Fft2dPlan.of(
                new CorrelationProblem(3, 24, new Vec3(2, 5, 5), Vec3.ONE, new Vec3(3, 200, 200)));
        List<Tile> tiles = plan.tilesOfGroup(0);
        OutputPlanes outputs = OutputPlanes.of(plan, tiles);
        int[] planes = Arrays.stream(outputs.planes()).filter(z -> z >= 0).toArray();
        assertEquals(tiles.size() / 2 * 3, planes.length);
        assertEquals(0, outputs.count() % Fft2dPlan.PLANES);
        assertEquals(planes.length, Arrays.stream(outputs.lanes()).limit(planes.length).distinct().count());
    }

    @Test
    void tapsAreRoundedUpByAtMostThree() {
        assertArrayEquals(new int[] {4, 4, 4, 4, 5, 7, 7, 8, 9, 10, 11, 12, 14, 14, 15},
                IntStream.rangeClosed(1, 15).map(AxialOuterProduct::roundUpTaps).toArray());
    }
}
