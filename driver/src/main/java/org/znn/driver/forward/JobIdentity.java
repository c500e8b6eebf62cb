package org.znn.driver.forward;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.identity.VolumeIdentity;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.plan.Fingerprint;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.InputPlan;
import org.znn.driver.plan.SamplePlan;

/** Named properties that determine the output bytes of a sample; the names tell the user what differs. */
final class JobIdentity {

    private static final String IMAGE_OF = "image of ";
    private static final String FILE_OF_IMAGE = ", file \\d+$";

    private JobIdentity() {
    }

    /** Collects the properties of a sample; throws {@link IOException} if an image file cannot be accessed. */
    static Map<String, String> of(ForwardPlan plan, SamplePlan sample, ClusterSettings settings, Storages storages)
            throws IOException {
        Map<String, String> identity = new TreeMap<>();
        identity.put("network", new Fingerprint().add(plan.network()).toHex());
        identity.put("weights", new Fingerprint().add(plan.weights()).toHex());
        identity.put("dtype", plan.precision().toString());
        identity.put("out_type", plan.outputType().name().toLowerCase(Locale.ROOT));
        identity.put("softmax", String.valueOf(plan.softmax()));
        // Chunks of different levels can be mixed in a file, but deflated and raw chunks cannot.
        identity.put("compression", settings.output().compression() == 0 ? "none" : "deflate");
        identity.put("forward_outsz", plan.requestedPass().map(Object::toString).orElse("auto"));
        identity.put("forward_conv_mode", plan.selector().mode().text());
        for (InputPlan input : sample.inputs()) {
            String name = input.node();
            List<VolumePart> parts = input.parts();
            for (int i = 0; i < parts.size(); i++) {
                String file = IMAGE_OF + name + (parts.size() == 1 ? "" : ", file " + (i + 1));
                identity.put(file, parts.get(i).identity().text());
            }
            identity.put("voxels of " + name, parts.stream().map(VolumePart::box).toList().toString());
            identity.put("preprocessing of " + name, input.preprocessing().toString());
            identity.put("padding of " + name, input.padding().low() + " " + input.padding().high());
        }
        return identity;
    }

    /** Says in which property two jobs differ, and of an image what changed. */
    static String difference(String property, String earlier, String now) {
        return property.startsWith(IMAGE_OF) && earlier != null
                ? property + ": " + VolumeIdentity.difference(earlier, now) : property;
    }

    /** Digests the identity, the tiling and the algorithms of a sample; every part carries the result. */
    static String fingerprint(Map<String, String> identity, SamplePlan sample) {
        return new Fingerprint().add(new TreeMap<>(identity), sample.pass(), sample.blocks(), sample.chunk(),
                sample.selection().selection().text()).toHex();
    }

    /**
     * Digests the identity alone; the outputs carry the result. Unlike the tiling and measured algorithms it is the
     * same whenever the job is started again.
     */
    static String jobFingerprint(Map<String, String> identity) {
        return new Fingerprint().add(new TreeMap<>(identity)).toHex();
    }

    /** Returns the mark of the outputs of a sample. */
    static OutputMark mark(Map<String, String> identity, SamplePlan sample) {
        // An image may have thousands of files, which an attribute cannot hold one by one.
        Map<String, String> shortened = new TreeMap<>();
        identity.forEach((name, value) -> shortened.merge(name.replaceFirst(FILE_OF_IMAGE, ""), value, String::concat));
        shortened.replaceAll((name, value) -> value.matches("[\\w.,-]{1,16}") ? value
                : new Fingerprint().add(value).toHex());
        return new OutputMark(jobFingerprint(identity), fingerprint(identity, sample), shortened);
    }
}
