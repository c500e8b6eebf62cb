package org.znn.driver.forward;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.SizeRelation;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.cost.Softmax;
import org.znn.worker.engine.NetworkCompiler;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.parallel.ForkJoinTeam;

/** Expected output of a job, computed in one pass over the whole images without blocks, files and Spark. */
final class WholeImageReference {

    private WholeImageReference() {
    }

    /** Computes the outputs by node. */
    static Map<String, Volume> of(NoiseJob job, Precision precision, boolean mirror, boolean softmax) {
        NetworkGeometry geometry = NetworkGeometry.of(job.network());
        Map<String, Volume> inputs = new TreeMap<>();
        Vec3 output = null;
        for (Map.Entry<String, List<NoiseImage>> image : job.images().entrySet()) {
            SizeRelation sizes = geometry.sizeRelation(image.getKey());
            Vec3 field = sizes.scale().plus(sizes.margin());
            Vec3 size = image.getValue().get(0).size();
            output = (mirror ? size.plus(field).minus(1) : size).minus(sizes.margin()).floorDiv(sizes.scale());
            Volume input = Volume.zeros(precision, image.getValue().size(), sizes.sizeFor(output));
            for (int c = 0; c < input.channels(); c++) {
                image.getValue().get(c).mirrorInto(input, c, mirror ? field.minus(1).floorDiv(2) : Vec3.ZERO);
            }
            inputs.put(image.getKey(), input);
        }
        try (ForkJoinTeam team = new ForkJoinTeam(1)) {
            NetworkPlan plan = NetworkPlan.of(job.network(), output, precision);
            Map<String, Volume> outputs = NetworkCompiler.compile(plan, job.weights(), team).forward(inputs);
            if (softmax) {
                outputs.values().forEach(Softmax::overChannels);
            }
            return outputs;
        }
    }
}
