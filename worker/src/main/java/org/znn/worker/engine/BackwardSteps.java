package org.znn.worker.engine;

import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.network.TransferFunction;
import org.znn.common.volume.Volume;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.engine.StepInfo.Action;
import org.znn.worker.layer.ArrivedRows;
import org.znn.worker.layer.PatchCopy;

/**
 * The steps that backward passes are made of. {@code gradient} is dE/d(output of the node that an edge leads to), or
 * dE/d(sum that arrives there) once {@link Transfer} is done; {@code to} that of the node it starts from; {@code add}
 * tells whether other edges from there have left their share in {@code to}.
 */
final class BackwardSteps {

    private BackwardSteps() {
    }

    /** The gradient of an output node, from the caller. */
    record Load(String node, Value to) implements BackwardStep {

        @Override
        public StepInfo info() {
            return StepInfo.of(node, Action.LOAD_GRADIENT, to, "", 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(to);
        }

        @Override
        public <A> void run(TrainingMachine<A> machine) {
            Optional<Volume> patch = machine.outputGradient(node);
            if (patch.isPresent()) {
                PatchCopy.in(patch.get(), machine.maps(to), machine.team());
            } else {
                machine.elementwiseGradient().zero(machine.maps(to), machine.team());
            }
        }
    }

    /** The function and biases of a transfer node, whose output is {@code value}. */
    record Transfer(String node, TransferFunction function, Value value, Value gradient) implements BackwardStep {

        @Override
        public StepInfo info() {
            return StepInfo.of(node, Action.TRANSFER_GRADIENT, gradient, "", 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(value, gradient);
        }

        @Override
        public <A> void run(TrainingMachine<A> machine) {
            machine.biasGradient(node, machine.elementwiseGradient().transfer(machine.maps(value), function,
                    machine.maps(gradient), machine.team()));
        }
    }

    /** The weights of a conv edge that reads {@code from}. */
    record Weights(String edge, ConvolutionShape shape, ConvolutionMethod method, Value from, Value gradient)
            implements BackwardStep, Convolving {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.WEIGHT_GRADIENT, gradient, description(), shape.operations(output()));
        }

        @Override
        public ConvolutionPass pass() {
            return ConvolutionPass.WEIGHT_GRADIENT;
        }

        @Override
        public Vec3 output() {
            return gradient.layout().size();
        }

        @Override
        public List<Value> touches() {
            return List.of(from, gradient);
        }

        @Override
        public <A> void run(TrainingMachine<A> machine) {
            machine.filterGradient(edge, machine.weightGradient(edge).run(machine.maps(from), machine.maps(gradient),
                    machine.team()));
        }
    }

    /** From the output of a conv edge to its input. */
    record Convolve(String edge, ConvolutionShape shape, ConvolutionMethod method, Value gradient, Value to,
            boolean add) implements BackwardStep, Convolving {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.INPUT_GRADIENT, to, description(), shape.operations(output()));
        }

        @Override
        public ConvolutionPass pass() {
            return ConvolutionPass.INPUT_GRADIENT;
        }

        @Override
        public Vec3 output() {
            return gradient.layout().size();
        }

        @Override
        public List<Value> touches() {
            return List.of(gradient, to);
        }

        @Override
        public <A> void run(TrainingMachine<A> machine) {
            machine.inputGradient(edge).run(machine.maps(gradient), machine.maps(to), add, machine.team());
        }
    }

    /** A max_filter edge that reads {@code from}. */
    record MaxFilter(String edge, Vec3 window, Vec3 dilation, Value from, Value gradient, Value to, boolean add)
            implements Pooling {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.MAX_FILTER_GRADIENT, to, "window " + window + " dilation " + dilation, 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(from, gradient, to);
        }

        @Override
        public <A> void run(TrainingMachine<A> machine, ArrivedRows arrived) {
            machine.maxFilterGradient().backward(machine.maps(from), window, dilation, machine.maps(gradient),
                    machine.maps(to), add, arrived, machine.team());
        }
    }

    /** A max_pool edge that reads {@code from}. */
    record MaxPool(String edge, Vec3 window, Value from, Value gradient, Value to, boolean add)
            implements Pooling {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.MAX_POOL_GRADIENT, to, "window " + window, 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(from, gradient, to);
        }

        @Override
        public <A> void run(TrainingMachine<A> machine, ArrivedRows arrived) {
            machine.maxPoolGradient().backward(machine.maps(from), window, machine.maps(gradient), machine.maps(to),
                    add, arrived, machine.team());
        }
    }

    /** One of several maxout edges, from {@code from} into {@code greatest}. */
    record Maxout(String edge, Value from, Value greatest, Value gradient, Value to, boolean add)
            implements BackwardStep {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.MAXOUT_GRADIENT, to, "", 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(from, greatest, gradient, to);
        }

        @Override
        public <A> void run(TrainingMachine<A> machine) {
            machine.elementwiseGradient().route(machine.maps(from), machine.maps(greatest), machine.maps(gradient),
                    machine.maps(to), add, machine.team());
        }
    }

    /** A dropout edge. */
    record Dropout(String edge, double keep, Value gradient, Value to, boolean add) implements BackwardStep {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.DROPOUT_GRADIENT, to, "keeps " + keep, 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(gradient, to);
        }

        @Override
        public <A> void run(TrainingMachine<A> machine) {
            machine.drop(edge, keep, machine.maps(gradient), machine.maps(to), add);
        }
    }

    /** An edge that hands on what it gets: dummy, or crop. */
    record HandOn(String edge, Vec3 corner, Value gradient, Value to, boolean add) implements BackwardStep {

        @Override
        public StepInfo info() {
            boolean whole = corner.equals(Vec3.ZERO);
            Action action = !whole ? Action.CROP_GRADIENT : add ? Action.ADD : Action.COPY;
            return StepInfo.of(edge, action, to, whole ? "" : "from " + corner, 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(gradient, to);
        }

        @Override
        public <A> void run(TrainingMachine<A> machine) {
            if (!corner.equals(Vec3.ZERO)) {
                machine.elementwiseGradient().pad(machine.maps(gradient), corner, machine.maps(to), add,
                        machine.team());
            } else if (add) {
                machine.elementwise().add(machine.maps(gradient), corner, machine.maps(to), machine.team());
            } else {
                machine.elementwise().copy(machine.maps(gradient), corner, machine.maps(to), machine.team());
            }
        }
    }
}
