package org.znn.driver.forward;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.InputPlan;
import org.znn.driver.plan.SamplePlan;

/** All that decides the bytes of a sample's outputs, by name, so that a difference can be told. */
final class JobIdentity {

    private JobIdentity() {
    }

    /** Throws {@link IOException} where an image cannot be asked for its length and age. */
    static Map<String, String> of(ForwardPlan plan, SamplePlan sample, ClusterSettings settings, Storages storages)
            throws IOException {
        Map<String, String> identity = new TreeMap<>();
        identity.put("network", new Fingerprint().add(plan.network()).text());
        identity.put("weights", new Fingerprint().add(plan.weights()).text());
        identity.put("dtype", plan.precision().toString());
        identity.put("softmax", String.valueOf(plan.softmax()));
        // Levels mix, but a file has deflated chunks or plain ones.
        identity.put("compression", settings.output().compression() == 0 ? "none" : "deflate");
        identity.put("forward_outsz", plan.wanted().map(Object::toString).orElse("auto"));
        identity.put("forward_conv_mode", plan.chooser().mode().text());
        for (InputPlan input : sample.inputs()) {
            StringBuilder image = new StringBuilder();
            for (VolumePart part : input.parts()) {
                String stored = VolumeReaders.voxelFile(part.path(), storages);
                Storage storage = storages.of(stored);
                image.append(part.path()).append(" of ").append(storage.length(stored)).append(" bytes, changed at ")
                        .append(Instant.ofEpochMilli(storage.modified(stored))).append(", voxels ")
                        .append(part.box()).append(", ");
            }
            image.append(input.preprocessing()).append(", padding ")
                    .append(input.padding().low()).append(" ").append(input.padding().high());
            identity.put("image of " + input.node(), image.toString());
        }
        return identity;
    }

    /** A short digest of it, of the way the sample is cut up and of how it is computed, written into every part. */
    static String fingerprint(Map<String, String> identity, SamplePlan sample) {
        return new Fingerprint().add(new TreeMap<>(identity), sample.pass(), sample.blocks(), sample.chunk(),
                sample.choice().choice().text()).text();
    }
}
