package org.znn.worker.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.PassTiling;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.Volumes;
import org.znn.worker.cost.Softmax;
import org.znn.worker.engine.CompiledNetwork;

/** Computes one block of output voxels: reads it with its context, then covers it with passes of the network. */
public final class BlockForward {

    private final CompiledNetwork network;
    private final Precision precision;
    private final boolean softmax;

    /**
     * For blocks of any box.
     *
     * @param network shared by all tasks of an executor, which take turns pass by pass
     * @param softmax whether the outputs become probabilities over their channels
     */
    public BlockForward(CompiledNetwork network, Precision precision, boolean softmax) {
        this.network = network;
        this.precision = precision;
        this.softmax = softmax;
    }

    /**
     * The outputs of a block.
     *
     * @param block  the output voxels wanted
     * @param extent all output voxels that exist; at least one pass along each axis
     * @param inputs by the name of the input node
     * @param clock  told where the time goes
     * @return by the name of the output node, volumes of the block's size
     */
    public Map<String, Volume> compute(Box block, Vec3 extent, Map<String, BlockInput> inputs, BlockClock clock) {
        List<Box> passes = PassTiling.cover(block, extent, network.outputSize());
        Box reached = passes.stream().reduce(block, BlockForward::hull);
        Map<String, Box> windows = new TreeMap<>();
        Map<String, Volume> context = new TreeMap<>();
        clock.reading(() -> inputs.forEach((node, input) -> {
            windows.put(node, input.window().apply(reached));
            context.put(node, input.image().read(windows.get(node), precision));
        }));
        Map<String, Volume> outputs = new LinkedHashMap<>();
        for (Box pass : passes) {
            Map<String, Volume> patches = new TreeMap<>();
            inputs.forEach((node, input) -> {
                Box window = input.window().apply(pass);
                patches.put(node, cut(context.get(node), window.shift(negate(windows.get(node).start()))));
            });
            Map<String, Volume> results;
            synchronized (network) {
                results = clock.computing(() -> network.forward(patches));
            }
            Box wanted = pass.intersect(block);
            results.forEach((node, result) -> Volumes.copy(result, wanted.shift(negate(pass.start())),
                    outputs.computeIfAbsent(node,
                            n -> Volume.zeros(precision, result.channels(), block.size())),
                    wanted.start().minus(block.start())));
        }
        if (softmax) {
            clock.computing(() -> {
                outputs.values().forEach(Softmax::overChannels);
                return null;
            });
        }
        return outputs;
    }

    private static Volume cut(Volume source, Box box) {
        Volume patch = Volume.zeros(source.precision(), source.channels(), box.size());
        Volumes.copy(source, box, patch, Vec3.ZERO);
        return patch;
    }

    private static Box hull(Box a, Box b) {
        return Box.between(a.start().min(b.start()), a.end().max(b.end()));
    }

    private static Vec3 negate(Vec3 v) {
        return Vec3.ZERO.minus(v);
    }
}
