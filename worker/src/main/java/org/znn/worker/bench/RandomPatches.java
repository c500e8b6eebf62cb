package org.znn.worker.bench;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NodeSpec;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/** Float32 patches of random elements. */
final class RandomPatches {

    private RandomPatches() {
    }

    /** One patch per node, with elements between -1 and 1. */
    static Map<String, Volume> of(List<NodeSpec> nodes, Function<String, Vec3> size) {
        SplittableRandom random = new SplittableRandom(2);
        Map<String, Volume> patches = new TreeMap<>();
        for (NodeSpec node : nodes) {
            FloatVolume patch =
                    (FloatVolume) Volume.zeros(Precision.FLOAT32, node.featureMaps(), size.apply(node.name()));
            for (int i = 0; i < patch.data().length; i++) {
                patch.data()[i] = (float) random.nextDouble(-1, 1);
            }
            patches.put(node.name(), patch);
        }
        return patches;
    }
}
