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
import org.znn.worker.layer.Elementwise;
import org.znn.worker.layer.MaxPool;
import org.znn.worker.parallel.ThreadTeam;

/**
 * A plan with weights and arrays.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Program<A> implements CompiledNetwork, Machine<A> {

    private final NetworkPlan plan;
    private final Arithmetic<A> arithmetic;
    private final ThreadTeam team;
    private final Elementwise<A> elementwise;
    private final MaxPool<A> maxPool;
    private final Map<String, Convolution<A>> convolutions = new HashMap<>();
    private final Map<String, double[]> biases = new HashMap<>();
    private final List<A> arrays = new ArrayList<>();
    private Map<String, Volume> inputs = Map.of();
    private Map<String, Volume> outputs = Map.of();

    Program(Arithmetic<A> arithmetic, NetworkPlan plan, Weights weights, ThreadTeam team) {
        this.plan = plan;
        this.arithmetic = arithmetic;
        this.team = team;
        elementwise = new Elementwise<>(arithmetic.rows());
        maxPool = new MaxPool<>(arithmetic.rows());
        for (Step step : plan.program()) {
            if (step instanceof Steps.Convolve convolve) {
                convolutions.put(convolve.edge(),
                        arithmetic.convolution(convolve.shape(), weights.filters().get(convolve.edge())));
            }
        }
        for (NodeSpec node : plan.spec().nodes()) {
            if (node.function().isPresent()) {
                biases.put(node.name(), weights.biases().get(node.name()).clone());
            }
        }
        for (MemoryPlan.Buffer array : plan.memory().arrays()) {
            arrays.add(arithmetic.allocate(array.length()));
        }
    }

    @Override
    public Vec3 outputSize() {
        return plan.outputSize();
    }

    @Override
    public Map<String, Vec3> inputSizes() {
        return plan.inputSizes();
    }

    @Override
    public long bytes() {
        return plan.bytes();
    }

    @Override
    public Map<String, Volume> forward(Map<String, Volume> inputs, PassListener listener) {
        check(inputs);
        this.inputs = inputs;
        outputs = new TreeMap<>();
        try {
            for (Step step : plan.program()) {
                if (listener == PassListener.NONE) {
                    step.run(this);
                } else {
                    long start = System.nanoTime();
                    step.run(this);
                    listener.done(step.info(), System.nanoTime() - start);
                }
            }
            return outputs;
        } finally {
            this.inputs = Map.of();
            outputs = Map.of();
        }
    }

    private void check(Map<String, Volume> inputs) {
        for (NodeSpec node : plan.spec().inputs()) {
            Vec3 size = plan.inputSizes().get(node.name());
            Volume patch = inputs.get(node.name());
            if (patch == null || patch.channels() != node.size() || !patch.size().equals(size)
                    || patch.precision() != plan.precision()) {
                String given = patch == null ? "nothing"
                        : patch.channels() + " maps of " + patch.size() + " in " + patch.precision();
                throw new IllegalArgumentException("the input '" + node.name() + "' needs " + node.size()
                        + " maps of " + size + " in " + plan.precision() + ", not " + given);
            }
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
    public double[] bias(String node) {
        return biases.get(node);
    }

    @Override
    public Volume input(String node) {
        return inputs.get(node);
    }

    @Override
    public Volume output(String node, Value value) {
        Volume volume = Volume.zeros(plan.precision(), value.layout().channels(), value.layout().size());
        outputs.put(node, volume);
        return volume;
    }
}
