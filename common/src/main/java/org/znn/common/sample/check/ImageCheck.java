package org.znn.common.sample.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.config.ImageSpec;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NodeSpec;
import org.znn.common.problem.Problems;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/**
 * Holds the headers of an image's files against the input node they are for, alike in training and in a forward pass.
 * An image is looked at once for each node.
 */
public final class ImageCheck {

    private final FileHeaders headers;
    private final Problems problems;
    private final Map<String, Optional<List<VolumePart>>> seen = new HashMap<>();

    public ImageCheck(Storages storages, Problems problems) {
        this.problems = problems;
        headers = new FileHeaders(storages, problems);
    }

    /**
     * The files of an image, all of one size: cropped around their centres to what they share where they have several
     * and the image says {@code is_auto_crop = yes}.
     *
     * @return empty, with the reasons among the problems, where something is wrong with them
     */
    public Optional<List<VolumePart>> parts(ImageSpec image, NodeSpec node) {
        return seen.computeIfAbsent(image.number() + " " + node.name(), key -> read(image, node));
    }

    private Optional<List<VolumePart>> read(ImageSpec image, NodeSpec node) {
        List<VolumePart> parts = headers.open(image.files(), false, image.where());
        if (parts.size() < image.files().size() || parts.isEmpty() || image.preprocessing().isEmpty()) {
            return Optional.empty();
        }
        Vec3 common = parts.stream().map(p -> p.box().size()).reduce(Vec3::min).orElseThrow();
        boolean fit = image.autoCrop() || haveOneSize(image, parts, common);
        boolean taken = hasChannels(image, node, parts.stream().mapToInt(VolumePart::channels).sum());
        return fit && taken ? Optional.of(parts.stream().map(p -> p.croppedTo(common)).toList()) : Optional.empty();
    }

    private boolean haveOneSize(ImageSpec image, List<VolumePart> parts, Vec3 common) {
        VolumePart first = parts.get(0);
        Optional<VolumePart> other =
                parts.stream().filter(p -> !p.box().size().equals(first.box().size())).findFirst();
        other.ifPresent(p -> problems.error(image.where(), p.path() + " has " + p.box().size() + " voxels, "
                + first.path() + " " + first.box().size(),
                "files of one image must have one size; is_auto_crop = yes crops them to " + common));
        return other.isEmpty();
    }

    private boolean hasChannels(ImageSpec image, NodeSpec node, int channels) {
        String name = "[image" + image.number() + "]";
        if (channels != node.size()) {
            problems.error(image.where(), name + " has " + count(channels) + ", but the input '" + node.name()
                    + "' of the network takes " + node.size(), "list files of " + count(node.size()) + " in fnames");
            return false;
        }
        int ways = image.preprocessing().size();
        if (ways > 1 && ways != channels) {
            problems.error(image.where(), "pp_types of " + name + " names " + ways + " ways for " + count(channels),
                    "name one for all channels or one for each");
            return false;
        }
        return true;
    }

    private static String count(int channels) {
        return channels + (channels == 1 ? " channel" : " channels");
    }
}
