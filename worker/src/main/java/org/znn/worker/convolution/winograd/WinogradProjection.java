package org.znn.worker.convolution.winograd;

import org.znn.common.network.Filters;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.ProjectedConvolution;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;

/** The convolution of one conv edge and the 1x1x1 convolution after it, whose input is never stored. */
final class WinogradProjection implements ProjectedConvolution<float[]> {

    private final WinogradPass pass;
    private final Simd simd;
    private final float[] weights;

    /** Onto that many maps, of so many. */
    WinogradProjection(WinogradPass pass, Simd simd, int in, int maps) {
        this.pass = pass;
        this.simd = simd;
        weights = new float[Math.multiplyExact(in, maps)];
    }

    @Override
    public void use(Filters filters, Filters projection, ThreadTeam team) {
        pass.use(filters, team);
        for (int i = 0; i < projection.in(); i++) {
            for (int o = 0; o < projection.out(); o++) {
                weights[o * projection.in() + i] = (float) projection.get(i, o, 0, 0, 0);
            }
        }
    }

    @Override
    public void forward(Maps<float[]> in, Maps<float[]> out, Epilogue first, Epilogue second, ThreadTeam team) {
        pass.run(in, new ProjectedRows(out, weights, first, second, simd.rows()), team);
    }
}
