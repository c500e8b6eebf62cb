package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Volume;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.ProjectedConvolution;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.layer.Elementwise;
import org.znn.worker.layer.MaxPool;
import org.znn.worker.parallel.ThreadTeam;

/**
 * A plan with weights and arrays, in the phase of testing.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
class ForwardMachine<A> implements Machine<A> {

    private final PassPlan plan;
    private final Arithmetic<A> arithmetic;
    private final ThreadTeam team;
    private final Elementwise<A> elementwise;
    private final MaxPool<A> maxPool;
    private final Map<String, Convolution<A>> convolutions = new HashMap<>();
    private final Map<String, ProjectedConvolution<A>> projections = new HashMap<>();
    private final Map<String, double[]> biases = new HashMap<>();
    private final List<A> arrays = new ArrayList<>();
    private Map<String, Volume> inputs = Map.of();
    private Map<String, Volume> outputs = Map.of();

    /**
     * Allocates all that forward passes need.
     *
     * @param scratch may grow further, for other passes
     */
    ForwardMachine(Arithmetic<A> arithmetic, PassPlan plan, Weights weights, ThreadTeam team, Scratch scratch) {
        this.plan = plan;
        this.arithmetic = arithmetic;
        this.team = team;
        elementwise = new Elementwise<>(arithmetic.rows());
        maxPool = new MaxPool<>(arithmetic.rows());
        for (Step step : plan.forward()) {
            if (step instanceof Steps.Convolve s) {
                Convolution<A> convolution = arithmetic.family(s.method())
                        .convolution(s.shape(), s.output(), scratch);
                convolution.use(weights.filters().get(s.edge()), team);
                convolutions.put(s.edge(), convolution);
            } else if (step instanceof Steps.Project s) {
                ProjectedConvolution<A> projected = arithmetic.family(s.method())
                        .projected(s.shape(), s.second().shape().out(), s.output(), scratch);
                projected.use(weights.filters().get(s.first().edge()), weights.filters().get(s.second().edge()), team);
                projections.put(s.edge(), projected);
            }
        }
        takeBiases(weights);
        for (MemoryPlan.Buffer array : plan.memory().arrays()) {
            arrays.add(arithmetic.allocate(array.length()));
        }
    }

    final void takeBiases(Weights weights) {
        for (NodeSpec node : plan.spec().nodes()) {
            if (node.function().isPresent()) {
                biases.put(node.name(), weights.biases().get(node.name()).clone());
            }
        }
    }

    public Vec3 outputSize() {
        return plan.outputSize();
    }

    public Map<String, Vec3> inputSizes() {
        return new TreeMap<>(plan.inputSizes());
    }

    /** A forward pass; the outputs, by name. */
    final Map<String, Volume> pass(Map<String, Volume> inputs, PassListener listener) {
        plan.checkInputs(inputs);
        this.inputs = inputs;
        outputs = new TreeMap<>();
        try {
            for (Step step : plan.forward()) {
                listener.watch(step.info(), () -> step.run(this));
            }
            return outputs;
        } finally {
            this.inputs = Map.of();
            outputs = Map.of();
        }
    }

    @Override
    public Arithmetic<A> arithmetic() {
        return arithmetic;
    }

    @Override
    public Elementwise<A> elementwise() {
        return elementwise;
    }

    @Override
    public MaxPool<A> maxPool() {
        return maxPool;
    }

    @Override
    public ThreadTeam team() {
        return team;
    }

    @Override
    public Maps<A> maps(Value value) {
        return new Maps<>(value.layout(), arrays.get(plan.memory().arrayOf().get(value.storage())));
    }

    @Override
    public Convolution<A> convolution(String edge) {
        return convolutions.get(edge);
    }

    @Override
    public ProjectedConvolution<A> projected(String edges) {
        return projections.get(edges);
    }

    @Override
    public double[] bias(String node) {
        return biases.get(node);
    }

    @Override
    public void drop(String edge, double keep, Maps<A> from, Maps<A> to, boolean add) {
        if (add) {
            elementwise.add(from, Vec3.ZERO, to, team);
        } else {
            elementwise.copy(from, Vec3.ZERO, to, team);
        }
    }

    @Override
    public Volume input(String node) {
        return inputs.get(node);
    }

    @Override
    public Volume output(String node, Value value) {
        Volume volume = Volume.zeros(arithmetic.precision(), value.layout().channels(), value.layout().size());
        outputs.put(node, volume);
        return volume;
    }
}
