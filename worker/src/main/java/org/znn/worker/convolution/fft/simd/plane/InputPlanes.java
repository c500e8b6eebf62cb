package org.znn.worker.convolution.fft.simd.plane;

import java.util.Arrays;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling.Tile;

/**
 * Reads the input planes of a group, one lane for each plane: the first tile of a pair in the real parts, the second
 * tile in the imaginary parts. Lanes without a plane, and voxels beyond the input of a tile, are 0.
 */
final class InputPlanes {

    private static final int LANES = ComplexVectors.LANES;
    private static final int COMPLEX = ComplexVectors.FLOATS;

    private final float[] data;
    private final int rowStep;
    private final int step;
    /** First voxel, rows and columns of the plane of each lane, first the real parts, then the imaginary parts. */
    private final int[] starts;
    private final int[] rows;
    private final int[] columns;
    private final int lanes;

    InputPlanes(Fft2dPlan plan, FeatureMaps<float[]> maps, List<Tile> tiles) {
        CorrelationProblem problem = plan.correlation();
        FeatureMapLayout layout = maps.layout();
        data = maps.data();
        rowStep = layout.rowPitch() * problem.dilation().y();
        step = problem.dilation().x();
        lanes = plan.lanes();
        starts = new int[2 * lanes];
        rows = new int[2 * lanes];
        columns = new int[2 * lanes];
        for (int n = 0; n < tiles.size(); n++) {
            Vec3 start = tiles.get(n).start();
            Vec3 extent = plan.tiling().inputExtent(tiles.get(n));
            for (int channel = 0; channel < problem.in(); channel++) {
                int lane = n % 2 * lanes + plan.lane(n / 2, channel);
                for (int z = 0; z < extent.z(); z++) {
                    starts[lane + z] = layout.index(channel, start.z() + z * problem.dilation().z(), start.y(),
                            start.x());
                    rows[lane + z] = extent.y();
                    columns[lane + z] = extent.x();
                }
            }
        }
    }

    /**
     * Reads row y of a vector of lanes as contiguous complex vectors.
     *
     * @return false if the row is all zeros, in which case {@code target} is left unchanged
     */
    boolean readLine(int firstLane, int y, int length, float[] target, int to) {
        boolean any = false;
        for (int n = 0; n < 2 * LANES; n++) {
            int lane = n / LANES * lanes + firstLane + n % LANES;
            if (y < rows[lane]) {
                if (!any) {
                    Arrays.fill(target, to, to + length * COMPLEX, 0);
                    any = true;
                }
                copy(data, starts[lane] + y * rowStep, step, columns[lane], target, to + n);
            }
        }
        return any;
    }

    private static void copy(float[] source, int from, int step, int count, float[] target, int to) {
        for (int x = 0; x < count; x++) {
            target[to + x * COMPLEX] = source[from + x * step];
        }
    }
}
