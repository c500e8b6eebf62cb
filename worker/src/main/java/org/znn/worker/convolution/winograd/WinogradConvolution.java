package org.znn.worker.convolution.winograd;

import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.parallel.ThreadTeam;

/** The convolution of one conv edge. */
record WinogradConvolution(WinogradPass pass) implements Convolution<float[]> {

    @Override
    public void use(Filters filters, ThreadTeam team) {
        pass.use(filters, team);
    }

    @Override
    public void forward(Maps<float[]> in, Maps<float[]> out, boolean add, Epilogue epilogue, ThreadTeam team) {
        pass.run(in, out, add, epilogue, team);
    }
}
