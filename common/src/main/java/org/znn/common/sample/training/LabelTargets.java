package org.znn.common.sample.training;

import java.util.Optional;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/**
 * Label ids together with their encoding as training targets: a whole label or a patch of one.
 *
 * @param encoding encoding of the ids as output channels
 * @param ids      ids of the box and of the preceding voxels that affinities compare with
 * @param mask     mask of the same voxels; empty if all voxels are included
 * @param stride   distance to the preceding neighbour that affinities compare with, along (z, y, x)
 * @param box      voxels for which targets are defined
 */
record LabelTargets(TargetEncoding encoding, LabelIds ids, Optional<LabelIds> mask, Vec3 stride, Box box) {

    /** Counts the included voxels of each class, as {@code [variable][class]}. */
    long[][] classCounts() {
        long[][] counts = new long[encoding.variables()][encoding.classes()];
        Vec3 from = box.start();
        Vec3 to = box.end();
        for (int variable = 0; variable < counts.length; variable++) {
            for (int z = from.z(); z < to.z(); z++) {
                for (int y = from.y(); y < to.y(); y++) {
                    for (int x = from.x(); x < to.x(); x++) {
                        int classIndex = encoding.classAt(ids, stride, variable, z, y, x);
                        if (classIndex >= 0 && isIncluded(variable, z, y, x)) {
                            counts[variable][classIndex]++;
                        }
                    }
                }
            }
        }
        return counts;
    }

    /** Computes the weight of each class, as {@code [variable][class]}. */
    double[][] classWeights(ClassBalancing balancing) {
        long[][] counts = classCounts();
        double[][] weights = new double[counts.length][];
        for (int variable = 0; variable < weights.length; variable++) {
            weights[variable] = balancing.weights(counts[variable]);
        }
        return weights;
    }

    /**
     * Encodes the targets of the box.
     *
     * @param channels  number of output channels
     * @param precision element type of the target volumes
     * @param weights   class weights as {@code [variable][class]}; empty to disable rebalancing
     */
    Target target(int channels, Precision precision, Optional<double[][]> weights) {
        Volume label = Volume.zeros(precision, channels, box.size());
        Optional<Volume> included = mask.map(m -> Volume.zeros(precision, channels, box.size()));
        Optional<Volume> balance = weights.map(w -> Volume.zeros(precision, channels, box.size()));
        Vec3 from = box.start();
        for (int c = 0; c < channels; c++) {
            int variable = encoding.variableOf(c);
            for (int z = 0; z < box.size().z(); z++) {
                for (int y = 0; y < box.size().y(); y++) {
                    for (int x = 0; x < box.size().x(); x++) {
                        int classIndex = encoding.classAt(ids, stride, variable, from.z() + z, from.y() + y,
                                from.x() + x);
                        label.set(c, z, y, x, encoding.target(c, classIndex));
                        if (included.isPresent() && isIncluded(variable, from.z() + z, from.y() + y, from.x() + x)) {
                            included.get().set(c, z, y, x, 1);
                        }
                        if (balance.isPresent()) {
                            balance.get().set(c, z, y, x, classIndex < 0 ? 1 : weights.get()[variable][classIndex]);
                        }
                    }
                }
            }
        }
        return new Target(label, included, balance);
    }

    private boolean isIncluded(int variable, int z, int y, int x) {
        return mask.isEmpty() || encoding.isIncluded(mask.get(), stride, variable, z, y, x);
    }
}
