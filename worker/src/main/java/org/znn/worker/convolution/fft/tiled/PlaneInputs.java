package org.znn.worker.convolution.fft.tiled;

import java.util.Arrays;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.convolution.fft.tiled.Tiling.Tile;

/**
 * The planes of the inputs of a group, a lane each: the first tile of a pair in the real parts, the second in the
 * imaginary ones; zeros where a lane has no plane, and behind what a tile reads.
 */
final class PlaneInputs {

    private static final int LANES = LineTransform.LANES;
    private static final int ELEMENT = LineTransform.ELEMENT;

    private final float[] data;
    private final int rowStep;
    private final int step;
    /** By lane of the real and then of the imaginary parts: where the plane begins, and its rows and columns. */
    private final int[] begin;
    private final int[] rows;
    private final int[] columns;
    private final int lanes;

    PlaneInputs(PlanePlan plan, Maps<float[]> maps, List<Tile> tiles) {
        Correlation c = plan.correlation();
        MapsLayout layout = maps.layout();
        data = maps.data();
        rowStep = layout.rowPitch() * c.dilation().y();
        step = c.dilation().x();
        lanes = plan.lanes();
        begin = new int[2 * lanes];
        rows = new int[2 * lanes];
        columns = new int[2 * lanes];
        for (int n = 0; n < tiles.size(); n++) {
            Vec3 start = tiles.get(n).start();
            Vec3 read = plan.tiling().read(tiles.get(n));
            for (int channel = 0; channel < c.in(); channel++) {
                int lane = n % 2 * lanes + plan.lane(n / 2, channel);
                for (int z = 0; z < read.z(); z++) {
                    begin[lane + z] = layout.index(channel, start.z() + z * c.dilation().z(), start.y(), start.x());
                    rows[lane + z] = read.y();
                    columns[lane + z] = read.x();
                }
            }
        }
    }

    /**
     * Writes row y of a vector of lanes, elements one after the other.
     *
     * @return false, and nothing has been written, where there are only zeros
     */
    boolean line(int firstLane, int y, int length, float[] to, int at) {
        boolean any = false;
        for (int n = 0; n < 2 * LANES; n++) {
            int lane = n / LANES * lanes + firstLane + n % LANES;
            if (y < rows[lane]) {
                if (!any) {
                    Arrays.fill(to, at, at + length * ELEMENT, 0);
                    any = true;
                }
                copy(data, begin[lane] + y * rowStep, step, columns[lane], to, at + n);
            }
        }
        return any;
    }

    private static void copy(float[] from, int begin, int step, int count, float[] to, int at) {
        for (int x = 0; x < count; x++) {
            to[at + x * ELEMENT] = from[begin + x * step];
        }
    }
}
