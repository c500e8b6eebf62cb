package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.List;
import org.znn.worker.layer.TransferGradient;

/** The way back through an edge that pools and through the function of the node it starts from, in one sweep. */
record PooledTransfer(Pooling pooling, BackwardSteps.Transfer transfer) implements BackwardStep {

    @Override
    public StepInfo info() {
        StepInfo info = pooling.info();
        return new StepInfo(info.name() + ", " + transfer.node(), info.action(), info.channels(), info.size(),
                info.detail() + ", at once the function", info.operations());
    }

    @Override
    public List<Value> touches() {
        List<Value> values = new ArrayList<>(pooling.touches());
        transfer.touches().stream().filter(v -> !values.contains(v)).forEach(values::add);
        return List.copyOf(values);
    }

    @Override
    public <A> void run(TrainingMachine<A> machine) {
        TransferGradient<A> gradient = new TransferGradient<>(machine.maps(transfer.value()), transfer.function(),
                machine.maps(transfer.gradient()), machine.arithmetic().gradientRows());
        pooling.run(machine, gradient);
        machine.biasGradient(transfer.node(), gradient.bias());
    }
}
