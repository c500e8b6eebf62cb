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
import org.znn.worker.engine.InferenceNetwork;

/** Computes blocks of output voxels: reads a block with its context and covers it with passes of a network. */
public final class BlockForwardPass {

    private final InferenceNetwork network;
    private final Precision precision;
    private final boolean softmax;

    /**
     * Creates a forward pass for blocks of any size.
     *
     * @param network network that all tasks of an executor share; they take turns pass by pass
     * @param softmax whether to apply a softmax over the channels of each output
     */
    public BlockForwardPass(InferenceNetwork network, Precision precision, boolean softmax) {
        this.network = network;
        this.precision = precision;
        this.softmax = softmax;
    }

    /**
     * Computes the outputs of a block.
     *
     * @param block  output voxels to compute
     * @param extent size (z, y, x) of the whole output, at least one pass along each axis
     * @param inputs images by input node
     * @param timer  receives the times of reading and computing
     * @return volumes of the block's size by output node
     */
    public Map<String, Volume> compute(Box block, Vec3 extent, Map<String, BlockInput> inputs, BlockTimer timer) {
        List<Box> passes = PassTiling.cover(block, extent, network.outputSize());
        Box covered = passes.stream().reduce(block, BlockForwardPass::hull);
        Map<String, Box> windows = new TreeMap<>();
        Map<String, Volume> context = new TreeMap<>();
        timer.timeReading(() -> inputs.forEach((node, input) -> {
            windows.put(node, input.window().apply(covered));
            context.put(node, input.image().read(windows.get(node), precision));
        }));
        Map<String, Volume> outputs = new LinkedHashMap<>();
        for (Box pass : passes) {
            Map<String, Volume> patches = new TreeMap<>();
            inputs.forEach((node, input) -> {
                Box window = input.window().apply(pass);
                patches.put(node, crop(context.get(node), window.shift(negate(windows.get(node).start()))));
            });
            Map<String, Volume> results =
                    network.exclusively(() -> timer.timeComputing(() -> network.forward(patches)));
            Box target = pass.intersect(block);
            results.forEach((node, result) -> Volumes.copy(result, target.shift(negate(pass.start())),
                    outputs.computeIfAbsent(node,
                            n -> Volume.zeros(precision, result.channels(), block.size())),
                    target.start().minus(block.start())));
        }
        if (softmax) {
            timer.timeComputing(() -> {
                outputs.values().forEach(Softmax::overChannels);
                return null;
            });
        }
        return outputs;
    }

    private static Volume crop(Volume source, Box box) {
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
