package org.znn.worker.engine;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.engine.StepInfo.Action;
import org.znn.worker.layer.PatchCopy;

/** The steps that passes are made of. */
final class Steps {

    private Steps() {
    }

    /** An input patch into the node's maps. */
    record Load(String node, Value to) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(node, Action.LOAD, to, "", 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(to);
        }

        @Override
        public <A> void run(Machine<A> machine) {
            PatchCopy.in(machine.input(node), machine.maps(to), machine.team());
        }
    }

    /**
     * A conv edge.
     *
     * @param method   it is computed by
     * @param add      whether sums start from what {@code to} holds
     * @param node     the transfer node whose bias and function end the sums; null where there is none or not yet
     * @param function of that node
     */
    record Convolve(String edge, ConvolutionShape shape, ConvolutionMethod method, Value from, Value to, boolean add,
            String node, TransferFunction function) implements Step, Convolving {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.CONVOLVE, to, description(), shape.operations(output()));
        }

        @Override
        public ConvolutionPass pass() {
            return ConvolutionPass.FORWARD;
        }

        @Override
        public Vec3 output() {
            return to.layout().size();
        }

        @Override
        public List<Value> touches() {
            return List.of(from, to);
        }

        @Override
        public <A> void run(Machine<A> machine) {
            machine.convolution(edge).forward(machine.maps(from), machine.maps(to), add, epilogue(machine),
                    machine.team());
        }

        private Epilogue epilogue(Machine<?> machine) {
            return node == null ? Epilogue.NONE : new Epilogue(machine.bias(node), function);
        }
    }

    /** Two conv edges at once, the second 1x1x1 and the only reader of what the first gives. */
    record Project(Convolve first, Convolve second) implements Step, Convolving {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge(), Action.CONVOLVE, second.to(), description(),
                    first.info().operations() + second.info().operations());
        }

        @Override
        public List<Value> touches() {
            return List.of(first.from(), second.to());
        }

        @Override
        public String edge() {
            return first.edge() + ", " + second.edge();
        }

        @Override
        public ConvolutionShape shape() {
            return first.shape();
        }

        @Override
        public ConvolutionMethod method() {
            return first.method();
        }

        @Override
        public ConvolutionPass pass() {
            return ConvolutionPass.FORWARD;
        }

        @Override
        public Vec3 output() {
            return second.output();
        }

        @Override
        public String description() {
            return first.description() + ", at once " + second.shape().in() + "→" + second.shape().out();
        }

        @Override
        public Footprint footprint(Arithmetic<?> arithmetic, int threads) {
            return PassTooLarge.unless(edge(), shape().out(), output(), () -> arithmetic.family(method())
                    .projectedFootprint(shape(), second.shape().out(), output(), threads));
        }

        @Override
        public <A> void run(Machine<A> machine) {
            machine.projected(edge()).forward(machine.maps(first.from()), machine.maps(second.to()),
                    first.epilogue(machine), second.epilogue(machine), machine.team());
        }
    }

    /** A max_filter edge. */
    record MaxFilter(String edge, Vec3 window, Vec3 dilation, Value from, Value to) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.MAX_FILTER, to, "window " + window + " dilation " + dilation, 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(from, to);
        }

        @Override
        public <A> void run(Machine<A> machine) {
            machine.arithmetic().maxFilter(machine.maps(from), window, dilation, machine.maps(to), machine.team());
        }
    }

    /** A max_pool edge. */
    record MaxPool(String edge, Vec3 window, Value from, Value to) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.MAX_POOL, to, "window " + window, 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(from, to);
        }

        @Override
        public <A> void run(Machine<A> machine) {
            machine.maxPool().forward(machine.maps(from), window, machine.maps(to), machine.team());
        }
    }

    /** A dropout edge of a network that is trained; {@code keep} is the probability of keeping a voxel. */
    record Dropout(String edge, double keep, Value from, Value to, boolean add) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.DROPOUT, to, "keeps " + keep, 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(from, to);
        }

        @Override
        public <A> void run(Machine<A> machine) {
            machine.drop(edge, keep, machine.maps(from), machine.maps(to), add);
        }
    }

    /** The part of a value from a corner on, combined with another: written over it, added, or the greater kept. */
    record Combine(String edge, Action action, Value from, Vec3 corner, Value to) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, action, to, corner.equals(Vec3.ZERO) ? "" : "from " + corner, 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(from, to);
        }

        @Override
        public <A> void run(Machine<A> machine) {
            var from = machine.maps(this.from);
            var to = machine.maps(this.to);
            switch (action) {
                case COPY -> machine.elementwise().copy(from, corner, to, machine.team());
                case ADD -> machine.elementwise().add(from, corner, to, machine.team());
                case MAX -> machine.elementwise().max(from, to, machine.team());
                default -> throw new IllegalStateException(action + " does not combine two values");
            }
        }
    }

    /** Bias and function of a transfer node, in place, where no convolution could do it in passing. */
    record Transfer(String node, TransferFunction function, Value value) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(node, Action.TRANSFER, value, "", 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(value);
        }

        @Override
        public <A> void run(Machine<A> machine) {
            machine.elementwise().transfer(machine.maps(value), machine.bias(node), function, machine.team());
        }
    }

    /** The maps of an output node into the volume that the caller gets. */
    record Store(String node, Value from) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(node, Action.STORE, from, "", 0);
        }

        @Override
        public List<Value> touches() {
            return List.of(from);
        }

        @Override
        public <A> void run(Machine<A> machine) {
            PatchCopy.out(machine.maps(from), machine.output(node, from), machine.team());
        }
    }
}
