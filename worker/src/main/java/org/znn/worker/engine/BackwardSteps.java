package org.znn.worker.engine;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;
import org.znn.common.volume.Volume;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.engine.StepInfo.Action;
import org.znn.worker.layer.PatchCopy;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Steps of backward passes. For an edge, {@code gradient} is dE/d(output) of its output node, or dE/d(input sum) after
 * {@link Transfer}; {@code to} is the gradient of its input node; {@code accumulate} means that other edges have
 * already written their share to {@code to}.
 */
final class BackwardSteps {

    private BackwardSteps() {
    }

    /** Copies the gradient of an output node from the caller's volume. */
    record LoadGradient(String node, Activation to) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(node, Action.LOAD_GRADIENT, to, "");
        }

        @Override
        public List<Activation> operands() {
            return List.of(to);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            FeatureMaps<A> maps = context.maps(to);
            return state -> {
                Volume patch = state.outputGradients().get(node);
                if (patch != null) {
                    PatchCopy.load(patch, maps, context.team());
                } else {
                    context.elementwiseGradient().zero(maps, context.team());
                }
            };
        }
    }

    /** Function and biases of a transfer node; {@code value} is its output. */
    record Transfer(String node, TransferFunction function, Activation value, Activation gradient) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(node, Action.TRANSFER_GRADIENT, gradient, "");
        }

        @Override
        public List<Activation> operands() {
            return List.of(value, gradient);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            FeatureMaps<A> values = context.maps(value);
            FeatureMaps<A> gradients = context.maps(gradient);
            return state -> state.weightGradients().biases().put(node, context.elementwiseGradient()
                    .backwardTransfer(values, function, gradients, context.team()));
        }
    }

    /** Gradient of the weights of a conv edge; {@code from} is the input of the edge. */
    record WeightGradient(String edge, ConvolutionShape shape, AlgorithmKind algorithm, Activation from,
            Activation gradient) implements ConvolutionStep {

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
        public List<Activation> operands() {
            return List.of(from, gradient);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            var weightGradient = context.backend().algorithm(algorithm)
                    .weightGradient(shape, output(), context.scratchpad());
            FeatureMaps<A> in = context.maps(from);
            FeatureMaps<A> outGradient = context.maps(gradient);
            return state -> state.weightGradients().filters()
                    .put(edge, weightGradient.compute(in, outGradient, context.team()));
        }
    }

    /** Gradient of the input of a conv edge. */
    record InputGradient(String edge, ConvolutionShape shape, AlgorithmKind algorithm, Activation gradient,
            Activation to, boolean accumulate) implements ConvolutionStep {

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
        public List<Activation> operands() {
            return List.of(gradient, to);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            var inputGradient = context.backend().algorithm(algorithm)
                    .inputGradient(shape, output(), context.scratchpad());
            FeatureMaps<A> outGradient = context.maps(gradient);
            FeatureMaps<A> inGradient = context.maps(to);
            return new StepKernel() {

                @Override
                public void setWeights(Weights weights) {
                    inputGradient.setWeights(weights.filters().get(edge), context.team());
                }

                @Override
                public void execute(PassState state) {
                    inputGradient.compute(outGradient, inGradient, accumulate, context.team());
                }
            };
        }
    }

    /** A max_filter edge; {@code from} is its input. */
    record MaxFilter(String edge, Vec3 window, Vec3 dilation, Activation from, Activation gradient, Activation to,
            boolean accumulate) implements PoolingBackwardStep {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.MAX_FILTER_GRADIENT, to, "window " + window + " dilation " + dilation);
        }

        @Override
        public List<Activation> operands() {
            return List.of(from, gradient, to);
        }

        @Override
        public <A> Kernel preparePooling(ExecutionContext<A> context) {
            var maxFilter = context.maxFilterGradient();
            FeatureMaps<A> in = context.maps(from);
            FeatureMaps<A> outGradient = context.maps(gradient);
            FeatureMaps<A> inGradient = context.maps(to);
            return callback -> maxFilter.backward(in, window, dilation, outGradient, inGradient, accumulate, callback,
                    context.team());
        }
    }

    /** A max_pool edge; {@code from} is its input. */
    record MaxPool(String edge, Vec3 window, Activation from, Activation gradient, Activation to, boolean accumulate)
            implements PoolingBackwardStep {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.MAX_POOL_GRADIENT, to, "window " + window);
        }

        @Override
        public List<Activation> operands() {
            return List.of(from, gradient, to);
        }

        @Override
        public <A> Kernel preparePooling(ExecutionContext<A> context) {
            var maxPool = context.maxPoolGradient();
            FeatureMaps<A> in = context.maps(from);
            FeatureMaps<A> outGradient = context.maps(gradient);
            FeatureMaps<A> inGradient = context.maps(to);
            return callback -> maxPool.backward(in, window, outGradient, inGradient, accumulate, callback,
                    context.team());
        }
    }

    /** One of several edges into a maxout node; {@code from} is the edge's input, {@code max} the node's output. */
    record Maxout(String edge, Activation from, Activation max, Activation gradient, Activation to, boolean accumulate)
            implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.MAXOUT_GRADIENT, to, "");
        }

        @Override
        public List<Activation> operands() {
            return List.of(from, max, gradient, to);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            FeatureMaps<A> in = context.maps(from);
            FeatureMaps<A> out = context.maps(max);
            FeatureMaps<A> outGradient = context.maps(gradient);
            FeatureMaps<A> inGradient = context.maps(to);
            return state -> context.elementwiseGradient().backwardMax(in, out, outGradient, inGradient, accumulate,
                    context.team());
        }
    }

    /** A dropout edge. */
    record Dropout(String edge, double keepProbability, Activation gradient, Activation to, boolean accumulate)
            implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.DROPOUT_GRADIENT, to, "keeps " + keepProbability);
        }

        @Override
        public List<Activation> operands() {
            return List.of(gradient, to);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            return ForwardSteps.Dropout.kernel(context, edge, keepProbability, gradient, to, accumulate);
        }
    }

    /** An edge that passes the gradient on unchanged: dummy, crop, or the only maxout edge of a node. */
    record PassThrough(String edge, Vec3 corner, Activation gradient, Activation to, boolean accumulate)
            implements Step {

        @Override
        public StepInfo info() {
            boolean whole = corner.equals(Vec3.ZERO);
            Action action = !whole ? Action.CROP_GRADIENT : accumulate ? Action.ADD : Action.COPY;
            return StepInfo.of(edge, action, to, whole ? "" : "from " + corner);
        }

        @Override
        public List<Activation> operands() {
            return List.of(gradient, to);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            FeatureMaps<A> outGradient = context.maps(gradient);
            FeatureMaps<A> inGradient = context.maps(to);
            ForkJoinTeam team = context.team();
            if (!corner.equals(Vec3.ZERO)) {
                return state -> context.elementwiseGradient().backwardCrop(outGradient, corner, inGradient, accumulate,
                        team);
            } else if (accumulate) {
                return state -> context.elementwise().add(outGradient, corner, inGradient, team);
            }
            return state -> context.elementwise().copy(outGradient, corner, inGradient, team);
        }
    }
}
