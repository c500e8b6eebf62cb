package org.znn.common.sample.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.znn.common.config.JobKey;
import org.znn.common.config.OutType;
import org.znn.common.config.Sample;
import org.znn.common.config.TrainingConfig;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.SizeMap;
import org.znn.common.problem.Problem;
import org.znn.common.problem.Problems;
import org.znn.common.problem.UserMistake;
import org.znn.common.sample.training.PatchRules;

/** Holds a training job against its network, whatever the samples: channels of outputs, sizes of patches. */
final class NetworkCheck {

    private final NetworkSpec network;
    private final NetworkGeometry geometry;
    private final TrainingConfig config;
    private final Function<JobKey, String> where;
    private final Problems problems;

    NetworkCheck(NetworkSpec network, NetworkGeometry geometry, TrainingConfig config,
            Function<JobKey, String> where, Problems problems) {
        this.network = network;
        this.geometry = geometry;
        this.config = config;
        this.where = where;
        this.problems = problems;
    }

    /** The rules of patches; empty, with the reasons among the problems, where the network cannot be trained so. */
    Optional<PatchRules> rules(List<Sample> samples) {
        int before = problems.errors().size();
        Set<String> labelled = new TreeSet<>();
        samples.forEach(s -> labelled.addAll(s.labels().keySet()));
        labelled.stream().map(network::node).forEach(this::checkChannels);
        NodeSpec first = network.inputs().get(0);
        SizeMap sizes = geometry.sizeMap(first.name());
        for (NodeSpec input : network.inputs()) {
            if (!geometry.sizeMap(input.name()).scale().equals(sizes.scale())) {
                problems.error(where(input), "between the input '" + input.name() + "' and the outputs is pooling of "
                        + geometry.sizeMap(input.name()).scale() + ", after '" + first.name() + "' of "
                        + sizes.scale(), "all inputs must be pooled alike");
            }
        }
        PatchRules rules = PatchRules.of(config, sizes.scale());
        if (config.augment()) {
            checkSquare();
        }
        try {
            geometry.inputSizes(rules.labelSize());
        } catch (UserMistake e) {
            Problem problem = e.problems().get(0);
            problems.error(where.apply(JobKey.TRAIN_OUTSZ), problem.what(), problem.remedy());
        }
        return problems.errors().size() > before ? Optional.empty() : Optional.of(rules);
    }

    private void checkChannels(NodeSpec output) {
        OutType type = config.job().outType();
        String what = "the output '" + output.name() + "' has " + output.size()
                + (output.size() == 1 ? " channel" : " channels") + ", but out_type = ";
        switch (type) {
            case BOUNDARY -> expect(output, 2, what + "boundary takes 2: inside a cell, and not");
            case AFFINITY -> expect(output, 3, what + "affinity takes 3: along x, y and z");
            default -> {
                if (output.size() < 2) {
                    problems.error(where(output), what + "semantic takes one for each of at least 2 classes",
                            "write 'size 2' or more there");
                }
            }
        }
    }

    private void expect(NodeSpec output, int channels, String what) {
        if (output.size() != channels) {
            problems.error(where(output), what, "write 'size " + channels + "' there, or another out_type in the .cfg");
        }
    }

    private void checkSquare() {
        Vec3 size = config.outputSize();
        int side = Math.min(size.y(), size.x());
        if (size.y() != size.x()) {
            problems.error(where.apply(JobKey.TRAIN_OUTSZ), "train_outsz = " + size
                    + " is not square, but is_data_aug = yes exchanges y and x", "choose y = x, as in " + size.z() + ","
                    + side + "," + side + ", or is_data_aug = no");
            return;
        }
        for (NodeSpec input : network.inputs()) {
            SizeMap sizes = geometry.sizeMap(input.name());
            Vec3 context = sizes.context();
            if (context.y() != context.x() || sizes.scale().y() != sizes.scale().x()) {
                problems.error(where.apply(JobKey.IS_DATA_AUG), "is_data_aug = yes exchanges y and x, but the network"
                        + " looks at " + context + " voxels of its input '" + input.name() + "' around each output",
                        "write is_data_aug = no, or take a network that is the same along y and x");
            }
        }
    }

    private String where(NodeSpec node) {
        return network.source() + (node.line() > 0 ? ":" + node.line() : "");
    }
}
