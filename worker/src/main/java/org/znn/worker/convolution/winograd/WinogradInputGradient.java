package org.znn.worker.convolution.winograd;

import org.znn.common.network.Filters;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.parallel.ThreadTeam;

/** Its gradient by the input: a convolution again, of the output gradient with zeros around it. */
record WinogradInputGradient(WinogradPass pass) implements InputGradient<float[]> {

    @Override
    public void use(Filters filters, ThreadTeam team) {
        pass.use(filters, team);
    }

    @Override
    public void run(Maps<float[]> outputGradient, Maps<float[]> inputGradient, boolean add, ThreadTeam team) {
        pass.run(outputGradient, inputGradient, add, Epilogue.NONE, team);
    }
}
