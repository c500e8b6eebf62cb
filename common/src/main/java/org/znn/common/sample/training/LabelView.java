package org.znn.common.sample.training;

import java.util.Optional;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/**
 * Ids with their meaning: a whole label, or a patch of one.
 *
 * @param meaning of the ids
 * @param ids     of the box and of the voxels before it that affinities look back to
 * @param mask    of the same voxels; empty where all count
 * @param step    to the neighbour that affinities look back to
 * @param box     voxels that have an answer
 */
record LabelView(Meaning meaning, Ids ids, Optional<Ids> mask, Vec3 step, Box box) {

    /** How many voxels count for each class: [question][class]. */
    long[][] counts() {
        long[][] counts = new long[meaning.questions()][meaning.classes()];
        Vec3 from = box.start();
        Vec3 to = box.end();
        for (int q = 0; q < counts.length; q++) {
            for (int z = from.z(); z < to.z(); z++) {
                for (int y = from.y(); y < to.y(); y++) {
                    for (int x = from.x(); x < to.x(); x++) {
                        int answer = meaning.answer(ids, step, q, z, y, x);
                        if (answer >= 0 && isCounted(q, z, y, x)) {
                            counts[q][answer]++;
                        }
                    }
                }
            }
        }
        return counts;
    }

    /** The weight of each class, [question][class]. */
    double[][] weights(BalanceFormula formula) {
        long[][] counts = counts();
        double[][] weights = new double[counts.length][];
        for (int q = 0; q < weights.length; q++) {
            weights[q] = formula.weights(counts[q]);
        }
        return weights;
    }

    /**
     * What an output should be on the box.
     *
     * @param weights of each class, [question][class]; empty for no balance
     */
    Target target(int channels, Precision precision, Optional<double[][]> weights) {
        Volume label = Volume.zeros(precision, channels, box.size());
        Optional<Volume> counting = mask.map(m -> Volume.zeros(precision, channels, box.size()));
        Optional<Volume> balance = weights.map(w -> Volume.zeros(precision, channels, box.size()));
        Vec3 from = box.start();
        for (int c = 0; c < channels; c++) {
            int q = meaning.question(c);
            for (int z = 0; z < box.size().z(); z++) {
                for (int y = 0; y < box.size().y(); y++) {
                    for (int x = 0; x < box.size().x(); x++) {
                        int answer = meaning.answer(ids, step, q, from.z() + z, from.y() + y, from.x() + x);
                        label.set(c, z, y, x, meaning.value(c, answer));
                        if (counting.isPresent() && isCounted(q, from.z() + z, from.y() + y, from.x() + x)) {
                            counting.get().set(c, z, y, x, 1);
                        }
                        if (balance.isPresent()) {
                            balance.get().set(c, z, y, x, answer < 0 ? 1 : weights.get()[q][answer]);
                        }
                    }
                }
            }
        }
        return new Target(label, counting, balance);
    }

    private boolean isCounted(int question, int z, int y, int x) {
        return mask.isEmpty() || meaning.counts(mask.get(), step, question, z, y, x);
    }
}
