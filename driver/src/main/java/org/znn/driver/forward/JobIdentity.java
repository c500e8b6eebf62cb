package org.znn.driver.forward;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.file.VolumeVersion;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.InputPlan;
import org.znn.driver.plan.SamplePlan;

/** Named properties that determine the output bytes of a sample; the names tell the user what differs. */
final class JobIdentity {

    private JobIdentity() {
    }

    /** Collects the properties of a sample; throws {@link IOException} if an image file cannot be accessed. */
    static Map<String, String> of(ForwardPlan plan, SamplePlan sample, ClusterSettings settings, Storages storages)
            throws IOException {
        Map<String, String> identity = new TreeMap<>();
        identity.put("network", new Fingerprint().add(plan.network()).toHex());
        identity.put("weights", new Fingerprint().add(plan.weights()).toHex());
        identity.put("dtype", plan.precision().toString());
        identity.put("softmax", String.valueOf(plan.softmax()));
        // Chunks of different levels can be mixed in a file, but deflated and raw chunks cannot.
        identity.put("compression", settings.output().compression() == 0 ? "none" : "deflate");
        identity.put("forward_outsz", plan.requestedPass().map(Object::toString).orElse("auto"));
        identity.put("forward_conv_mode", plan.selector().mode().text());
        for (InputPlan input : sample.inputs()) {
            StringBuilder image = new StringBuilder();
            for (VolumePart part : input.parts()) {
                image.append(part.path()).append(" of ").append(VolumeVersion.describe(part.path(), storages))
                        .append(", voxels ").append(part.box()).append(", ");
            }
            image.append(input.preprocessing()).append(", padding ")
                    .append(input.padding().low()).append(" ").append(input.padding().high());
            identity.put("image of " + input.node(), image.toString());
        }
        return identity;
    }

    /** Digests the identity, the tiling and the algorithms of a sample; every part carries the result. */
    static String fingerprint(Map<String, String> identity, SamplePlan sample) {
        return new Fingerprint().add(new TreeMap<>(identity), sample.pass(), sample.blocks(), sample.chunk(),
                sample.selection().selection().text()).toHex();
    }
}
