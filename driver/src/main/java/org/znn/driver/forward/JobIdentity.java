package org.znn.driver.forward;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.InputPlan;
import org.znn.driver.plan.SamplePlan;

/** All that decides the bytes of a sample's outputs, by name, so that a difference can be told. */
final class JobIdentity {

    private JobIdentity() {
    }

    static Map<String, String> of(ForwardPlan plan, SamplePlan sample, Storages storages) throws IOException {
        Map<String, String> identity = new TreeMap<>();
        identity.put("network", new Fingerprint().add(plan.network()).text());
        identity.put("weights", new Fingerprint().add(plan.weights()).text());
        identity.put("dtype", plan.precision().toString());
        identity.put("softmax", String.valueOf(plan.softmax()));
        identity.put("forward_outsz", plan.wanted().map(Object::toString).orElse("auto"));
        for (InputPlan input : sample.inputs()) {
            StringBuilder image = new StringBuilder();
            for (String file : input.files()) {
                Storage storage = storages.of(file);
                image.append(file);
                if (storage.exists(file)) {
                    image.append(" of ").append(storage.length(file)).append(" bytes");
                }
                image.append(", ");
            }
            image.append(input.size()).append(", ").append(input.preprocessing()).append(", padding ")
                    .append(input.padding().low()).append(" ").append(input.padding().high());
            identity.put("image of " + input.node(), image.toString());
        }
        return identity;
    }

    /** A short digest of it, written into every part. */
    static String fingerprint(Map<String, String> identity) {
        return new Fingerprint().add(new TreeMap<>(identity)).text();
    }
}
