package org.znn.worker.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.znn.common.network.Filters;
import org.znn.common.network.Weights;
import org.znn.common.volume.Volume;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.layer.ElementwiseGradient;
import org.znn.worker.layer.MaxFilterGradient;
import org.znn.worker.layer.MaxPoolGradient;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.DropoutMask;

/**
 * A network that computes passes forward and backward.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class TrainingProgram<A> extends ForwardMachine<A> implements TrainingNetwork, TrainingMachine<A> {

    private final TrainingPlan plan;
    private final PassListener listener;
    private final ElementwiseGradient<A> elementwiseGradient;
    private final MaxFilterGradient<A> maxFilterGradient;
    private final MaxPoolGradient<A> maxPoolGradient;
    private final Map<String, InputGradient<A>> inputGradients = new HashMap<>();
    private final Map<String, WeightGradient<A>> weightGradients = new HashMap<>();
    /** Empty in the phase of testing. */
    private OptionalLong dropoutSeed = OptionalLong.empty();
    /** Whether the buffers hold the values of a forward pass of training. */
    private boolean readyForBackward;
    private Map<String, Volume> outputGradients = Map.of();
    private Weights result = new Weights(Map.of(), Map.of());

    TrainingProgram(Arithmetic<A> arithmetic, TrainingPlan plan, Weights weights, ThreadTeam team,
            PassListener listener) {
        this(arithmetic, plan, weights, team, listener, Scratch.of(plan.scratch()));
    }

    private TrainingProgram(Arithmetic<A> arithmetic, TrainingPlan plan, Weights weights, ThreadTeam team,
            PassListener listener, Scratch scratch) {
        super(arithmetic, plan.pass(), weights, team, scratch);
        this.plan = plan;
        this.listener = listener;
        elementwiseGradient = new ElementwiseGradient<>(arithmetic.rows(), arithmetic.gradientRows());
        maxFilterGradient =
                new MaxFilterGradient<>(arithmetic.rows(), arithmetic.gradientRows(), arithmetic::allocate);
        maxPoolGradient = new MaxPoolGradient<>(arithmetic.gradientRows());
        for (BackwardStep step : plan.backward()) {
            if (step instanceof BackwardSteps.Convolve s) {
                InputGradient<A> gradient =
                        arithmetic.family(s.method()).inputGradient(s.shape(), s.output(), scratch);
                gradient.use(weights.filters().get(s.edge()), team);
                inputGradients.put(s.edge(), gradient);
            } else if (step instanceof BackwardSteps.Weights s) {
                weightGradients.put(s.edge(),
                        arithmetic.family(s.method()).weightGradient(s.shape(), s.output(), scratch));
            }
        }
    }

    @Override
    public long bytes() {
        return plan.bytes();
    }

    @Override
    public void use(Weights weights) {
        WeightsCheck.require(plan.pass().spec(), weights);
        readyForBackward = false;
        takeBiases(weights);
        weights.filters().forEach((edge, filters) -> {
            if (convolution(edge) != null) {
                convolution(edge).use(filters, team());
            }
            if (inputGradients.containsKey(edge)) {
                inputGradients.get(edge).use(filters, team());
            }
        });
    }

    @Override
    public Map<String, Volume> test(Map<String, Volume> inputs) {
        readyForBackward = false;
        dropoutSeed = OptionalLong.empty();
        return pass(inputs, listener);
    }

    @Override
    public Map<String, Volume> forward(Map<String, Volume> inputs, long dropoutSeed) {
        this.dropoutSeed = OptionalLong.of(dropoutSeed);
        readyForBackward = false;
        Map<String, Volume> outputs = pass(inputs, listener);
        readyForBackward = true;
        return outputs;
    }

    @Override
    public Weights backward(Map<String, Volume> outputGradients) {
        if (!readyForBackward) {
            throw new IllegalStateException("a backward pass needs a forward pass of training before it, with the same"
                    + " weights and nothing in between");
        }
        plan.pass().checkOutputGradients(outputGradients);
        readyForBackward = false;
        this.outputGradients = outputGradients;
        result = new Weights(new TreeMap<>(), new TreeMap<>());
        try {
            for (BackwardStep step : plan.backward()) {
                listener.watch(step.info(), () -> step.run(this));
            }
            return result;
        } finally {
            this.outputGradients = Map.of();
            result = new Weights(Map.of(), Map.of());
        }
    }

    @Override
    public void drop(String edge, double keep, Maps<A> from, Maps<A> to, boolean add) {
        if (dropoutSeed.isEmpty()) {
            super.drop(edge, keep, from, to, add);
        } else {
            long key = DropoutMask.edgeKey(dropoutSeed.getAsLong(), edge);
            elementwiseGradient.drop(from, key, keep, to, add, team());
        }
    }

    @Override
    public InputGradient<A> inputGradient(String edge) {
        return inputGradients.get(edge);
    }

    @Override
    public WeightGradient<A> weightGradient(String edge) {
        return weightGradients.get(edge);
    }

    @Override
    public ElementwiseGradient<A> elementwiseGradient() {
        return elementwiseGradient;
    }

    @Override
    public MaxFilterGradient<A> maxFilterGradient() {
        return maxFilterGradient;
    }

    @Override
    public MaxPoolGradient<A> maxPoolGradient() {
        return maxPoolGradient;
    }

    @Override
    public Optional<Volume> outputGradient(String node) {
        return Optional.ofNullable(outputGradients.get(node));
    }

    @Override
    public void filterGradient(String edge, Filters gradient) {
        result.filters().put(edge, gradient);
    }

    @Override
    public void biasGradient(String node, double[] gradient) {
        result.biases().put(node, gradient);
    }
}
