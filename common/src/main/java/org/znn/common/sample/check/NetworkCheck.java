package org.znn.common.sample.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.znn.common.config.JobKey;
import org.znn.common.config.OutputType;
import org.znn.common.config.Sample;
import org.znn.common.config.TrainingConfig;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.SizeRelation;
import org.znn.common.sample.training.PatchSpec;

/** Checks a training job against its network, independently of the samples: output channels and patch sizes. */
final class NetworkCheck {

    private final NetworkSpec network;
    private final NetworkGeometry geometry;
    private final TrainingConfig config;
    private final Function<JobKey, String> keyLocation;
    private final Diagnostics diagnostics;

    NetworkCheck(NetworkSpec network, NetworkGeometry geometry, TrainingConfig config,
            Function<JobKey, String> keyLocation, Diagnostics diagnostics) {
        this.network = network;
        this.geometry = geometry;
        this.config = config;
        this.keyLocation = keyLocation;
        this.diagnostics = diagnostics;
    }

    /**
     * Returns the shape of training patches.
     *
     * @return empty if the network cannot be trained this way; the errors are reported
     */
    Optional<PatchSpec> patchSpec(List<Sample> samples) {
        int before = diagnostics.errors().size();
        Set<String> labelled = new TreeSet<>();
        samples.forEach(s -> labelled.addAll(s.labels().keySet()));
        labelled.stream().map(network::node).forEach(this::checkChannels);
        NodeSpec first = network.inputs().get(0);
        SizeRelation sizes = geometry.sizeRelation(first.name());
        for (NodeSpec input : network.inputs()) {
            if (!geometry.sizeRelation(input.name()).scale().equals(sizes.scale())) {
                diagnostics.error(locationOf(input), "the input '" + input.name() + "' is pooled by "
                        + geometry.sizeRelation(input.name()).scale() + " on the way to the outputs, but '"
                        + first.name() + "' by " + sizes.scale(), "all inputs must be pooled by the same factor");
            }
        }
        PatchSpec patchSpec = PatchSpec.of(config, sizes.scale());
        if (config.augment()) {
            checkSquare();
        }
        try {
            geometry.inputSizes(patchSpec.labelSize());
        } catch (UserErrorException e) {
            Diagnostic problem = e.diagnostics().get(0);
            diagnostics.error(keyLocation.apply(JobKey.TRAIN_OUTSZ), problem.message(), problem.remedy());
        }
        return diagnostics.errors().size() > before ? Optional.empty() : Optional.of(patchSpec);
    }

    private void checkChannels(NodeSpec output) {
        OutputType type = config.job().outputType();
        String what = "the output '" + output.name() + "' has " + output.featureMaps()
                + (output.featureMaps() == 1 ? " channel" : " channels") + ", but out_type = ";
        switch (type) {
            case BOUNDARY -> expect(output, 2, what + "boundary needs 2 (inside and outside of cells)");
            case AFFINITY -> expect(output, 3, what + "affinity needs 3 (along x, y and z)");
            default -> {
                if (output.featureMaps() < 2) {
                    diagnostics.error(locationOf(output), what + "semantic needs one for each of at least 2 classes",
                            "set 'size 2' or more there");
                }
            }
        }
    }

    private void expect(NodeSpec output, int channels, String what) {
        if (output.featureMaps() != channels) {
            diagnostics.error(locationOf(output), what, "set 'size " + channels
                    + "' there, or choose another out_type in the .cfg");
        }
    }

    private void checkSquare() {
        Vec3 size = config.outputSize();
        int side = Math.min(size.y(), size.x());
        if (size.y() != size.x()) {
            diagnostics.error(keyLocation.apply(JobKey.TRAIN_OUTSZ), "train_outsz = " + size
                    + " is not square, but is_data_aug = yes exchanges y and x", "choose y = x, such as "
                    + new Vec3(size.z(), side, side) + ", or set is_data_aug = no");
            return;
        }
        for (NodeSpec input : network.inputs()) {
            SizeRelation sizes = geometry.sizeRelation(input.name());
            Vec3 context = sizes.context();
            if (context.y() != context.x() || sizes.scale().y() != sizes.scale().x()) {
                diagnostics.error(keyLocation.apply(JobKey.IS_DATA_AUG), "is_data_aug = yes exchanges y and x, but the"
                        + " field of view of the network on its input '" + input.name() + "' is " + context,
                        "set is_data_aug = no, or use a network that is the same along y and x");
            }
        }
    }

    private String locationOf(NodeSpec node) {
        return network.source() + (node.line() > 0 ? ":" + node.line() : "");
    }
}
