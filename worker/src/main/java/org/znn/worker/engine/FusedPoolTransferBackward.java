package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.List;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.layer.TransferGradient;
import org.znn.worker.simd.GradientRowOps;

/**
 * The backward steps of a pooling edge and of the transfer node that the edge pools, in one sweep over the gradient.
 *
 * @param pooling  first step, which completes the gradient of the node's output
 * @param transfer second step, applied to each row as soon as it is complete
 */
record FusedPoolTransferBackward(PoolingBackwardStep pooling, BackwardSteps.Transfer transfer) implements Step {

    @Override
    public StepInfo info() {
        StepInfo info = pooling.info();
        return new StepInfo(info.name() + ", " + transfer.node(), info.action(), info.channels(), info.size(),
                info.detail() + ", fused with transfer", info.operations());
    }

    @Override
    public List<Activation> operands() {
        List<Activation> operands = new ArrayList<>(pooling.operands());
        transfer.operands().stream().filter(a -> !operands.contains(a)).forEach(operands::add);
        return List.copyOf(operands);
    }

    @Override
    public <A> StepKernel prepare(ExecutionContext<A> context) {
        PoolingBackwardStep.Kernel kernel = pooling.preparePooling(context);
        FeatureMaps<A> value = context.maps(transfer.value());
        FeatureMaps<A> gradient = context.maps(transfer.gradient());
        GradientRowOps<A> rowOps = context.backend().gradientRowOps();
        return state -> {
            TransferGradient<A> transferGradient =
                    new TransferGradient<>(value, transfer.function(), gradient, rowOps);
            kernel.execute(transferGradient);
            state.weightGradients().biases().put(transfer.node(), transferGradient.biasGradient());
        };
    }
}
