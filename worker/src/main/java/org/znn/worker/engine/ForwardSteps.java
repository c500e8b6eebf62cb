package org.znn.worker.engine;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;
import org.znn.common.volume.Volume;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.engine.StepInfo.Action;
import org.znn.worker.layer.PatchCopy;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.DropoutMask;

/** Steps of forward passes. The step of an edge reads {@code from} and either writes {@code to} or adds to it. */
final class ForwardSteps {

    private ForwardSteps() {
    }

    /** Copies an input patch into the feature maps of its node. */
    record Load(String node, Activation to) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(node, Action.LOAD, to, "");
        }

        @Override
        public List<Activation> operands() {
            return List.of(to);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            FeatureMaps<A> maps = context.maps(to);
            return state -> PatchCopy.load(state.inputs().get(node), maps, context.team());
        }
    }

    /**
     * A conv edge.
     *
     * @param accumulate whether the convolution is added to the elements of {@code to}
     * @param node       transfer node whose bias and function complete the sums; null if the edge leads to another type
     *                   of node, or if other edges still add to the node
     * @param function   transfer function of that node
     */
    record Convolution(String edge, ConvolutionShape shape, AlgorithmKind algorithm, Activation from, Activation to,
            boolean accumulate, String node, TransferFunction function) implements ConvolutionStep {

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
        public List<Activation> operands() {
            return List.of(from, to);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            var convolution = context.backend().algorithm(algorithm)
                    .convolution(shape, output(), context.scratchpad());
            FeatureMaps<A> in = context.maps(from);
            FeatureMaps<A> out = context.maps(to);
            return new StepKernel() {

                private Epilogue epilogue = Epilogue.NONE;

                @Override
                public void setWeights(Weights weights) {
                    convolution.setWeights(weights.filters().get(edge), context.team());
                    epilogue = epilogue(weights);
                }

                @Override
                public void execute(PassState state) {
                    convolution.forward(in, out, accumulate, epilogue, context.team());
                }
            };
        }

        private Epilogue epilogue(Weights weights) {
            return node == null ? Epilogue.NONE : new Epilogue(weights.biases().get(node).clone(), function);
        }
    }

    /** Two conv edges computed together; the second is 1x1x1 and the only reader of the result of the first. */
    record FusedConvolution(Convolution first, Convolution second) implements ConvolutionStep {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge(), Action.CONVOLVE, second.to(), description(),
                    first.info().operations() + second.info().operations());
        }

        @Override
        public List<Activation> operands() {
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
        public AlgorithmKind algorithm() {
            return first.algorithm();
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
            return first.description() + ", fused with " + second.shape().in() + "→" + second.shape().out();
        }

        @Override
        public Footprint footprint(Backend<?> backend, int threads) {
            return PassTooLargeException.checkArrayLength(edge(), shape().out(), output(),
                    () -> backend.algorithm(algorithm())
                            .pointwiseFusedFootprint(shape(), second.shape().out(), output(), threads));
        }

        @Override
        public List<ConvolutionStep> convolutions() {
            return List.of(first, second);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            var convolution = context.backend().algorithm(algorithm())
                    .pointwiseFused(shape(), second.shape().out(), output(), context.scratchpad());
            FeatureMaps<A> in = context.maps(first.from());
            FeatureMaps<A> out = context.maps(second.to());
            return new StepKernel() {

                private Epilogue epilogue = Epilogue.NONE;
                private Epilogue pointwiseEpilogue = Epilogue.NONE;

                @Override
                public void setWeights(Weights weights) {
                    convolution.setWeights(weights.filters().get(first.edge()), weights.filters().get(second.edge()),
                            context.team());
                    epilogue = first.epilogue(weights);
                    pointwiseEpilogue = second.epilogue(weights);
                }

                @Override
                public void execute(PassState state) {
                    convolution.forward(in, out, epilogue, pointwiseEpilogue, context.team());
                }
            };
        }
    }

    /** A max_filter edge. */
    record MaxFilter(String edge, Vec3 window, Vec3 dilation, Activation from, Activation to) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.MAX_FILTER, to, "window " + window + " dilation " + dilation);
        }

        @Override
        public List<Activation> operands() {
            return List.of(from, to);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            FeatureMaps<A> in = context.maps(from);
            FeatureMaps<A> out = context.maps(to);
            return state -> context.backend().maxFilter(in, window, dilation, out, context.team());
        }
    }

    /** A max_pool edge. */
    record MaxPool(String edge, Vec3 window, Activation from, Activation to) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.MAX_POOL, to, "window " + window);
        }

        @Override
        public List<Activation> operands() {
            return List.of(from, to);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            var maxPool = context.maxPool();
            FeatureMaps<A> in = context.maps(from);
            FeatureMaps<A> out = context.maps(to);
            return state -> maxPool.forward(in, window, out, context.team());
        }
    }

    /** A dropout edge in training. */
    record Dropout(String edge, double keepProbability, Activation from, Activation to, boolean accumulate)
            implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, Action.DROPOUT, to, "keeps " + keepProbability);
        }

        @Override
        public List<Activation> operands() {
            return List.of(from, to);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            return kernel(context, edge, keepProbability, from, to, accumulate);
        }

        /** Both directions of a dropout edge: to = from · mask / keepProbability, or to = from while dropout is off. */
        static <A> StepKernel kernel(ExecutionContext<A> context, String edge, double keepProbability,
                Activation from, Activation to, boolean accumulate) {
            FeatureMaps<A> in = context.maps(from);
            FeatureMaps<A> out = context.maps(to);
            return state -> {
                if (state.dropoutSeed().isPresent()) {
                    long key = DropoutMask.edgeKey(state.dropoutSeed().getAsLong(), edge);
                    context.elementwiseGradient().dropout(in, key, keepProbability, out, accumulate, context.team());
                } else if (accumulate) {
                    context.elementwise().add(in, Vec3.ZERO, out, context.team());
                } else {
                    context.elementwise().copy(in, Vec3.ZERO, out, context.team());
                }
            };
        }
    }

    /**
     * Copies an activation, adds it to another, or takes the maximum of both.
     *
     * @param action {@link Action#COPY}, {@link Action#ADD} or {@link Action#MAX}
     * @param corner position in {@code from} of voxel (0, 0, 0) of {@code to}
     */
    record Combination(String edge, Action action, Activation from, Vec3 corner, Activation to) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(edge, action, to, corner.equals(Vec3.ZERO) ? "" : "from " + corner);
        }

        @Override
        public List<Activation> operands() {
            return List.of(from, to);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            FeatureMaps<A> in = context.maps(from);
            FeatureMaps<A> out = context.maps(to);
            ForkJoinTeam team = context.team();
            return switch (action) {
                case COPY -> state -> context.elementwise().copy(in, corner, out, team);
                case ADD -> state -> context.elementwise().add(in, corner, out, team);
                case MAX -> state -> context.elementwise().max(in, out, team);
                default -> throw new IllegalStateException(action + " does not combine two activations");
            };
        }
    }

    /** Bias and function of a transfer node, applied in place; for nodes whose last edge is not a convolution. */
    record Transfer(String node, TransferFunction function, Activation value) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(node, Action.TRANSFER, value, "");
        }

        @Override
        public List<Activation> operands() {
            return List.of(value);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            FeatureMaps<A> maps = context.maps(value);
            return new StepKernel() {

                private double[] bias;

                @Override
                public void setWeights(Weights weights) {
                    bias = weights.biases().get(node).clone();
                }

                @Override
                public void execute(PassState state) {
                    context.elementwise().applyTransfer(maps, bias, function, context.team());
                }
            };
        }
    }

    /** Copies the feature maps of an output node into a new volume for the caller. */
    record Store(String node, Activation from) implements Step {

        @Override
        public StepInfo info() {
            return StepInfo.of(node, Action.STORE, from, "");
        }

        @Override
        public List<Activation> operands() {
            return List.of(from);
        }

        @Override
        public <A> StepKernel prepare(ExecutionContext<A> context) {
            FeatureMaps<A> maps = context.maps(from);
            return state -> {
                Volume volume = Volume.zeros(context.backend().precision(), from.layout().channels(),
                        from.layout().size());
                state.outputs().put(node, volume);
                PatchCopy.store(maps, volume, context.team());
            };
        }
    }
}
