package org.znn.common.sample.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.config.ImageSpec;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NodeSpec;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/**
 * Checks the headers of an image's files against the input node that reads them, in training as in a forward pass. Each
 * combination of image and node is checked once.
 */
public final class ImageCheck {

    private final VolumeHeaderReader headers;
    private final Diagnostics diagnostics;
    private final Map<String, Optional<List<VolumePart>>> checked = new HashMap<>();

    public ImageCheck(Storages storages, Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        headers = new VolumeHeaderReader(storages, diagnostics);
    }

    /**
     * Returns the files of an image, all of the same size. Files of different sizes are cropped around their centres to
     * their common size if the image sets {@code is_auto_crop = yes}.
     *
     * @return the files; empty if there are errors, which are reported
     */
    public Optional<List<VolumePart>> parts(ImageSpec image, NodeSpec node) {
        return checked.computeIfAbsent(image.number() + " " + node.name(), key -> read(image, node));
    }

    private Optional<List<VolumePart>> read(ImageSpec image, NodeSpec node) {
        List<VolumePart> parts = headers.read(image.files(), false, image.location());
        if (parts.size() < image.files().size() || parts.isEmpty() || image.preprocessing().isEmpty()) {
            return Optional.empty();
        }
        Vec3 common = parts.stream().map(p -> p.box().size()).reduce(Vec3::min).orElseThrow();
        boolean sizesMatch = image.autoCrop() || haveOneSize(image, parts, common);
        boolean channelsMatch = hasChannels(image, node, parts.stream().mapToInt(VolumePart::channels).sum());
        return sizesMatch && channelsMatch
                ? Optional.of(parts.stream().map(p -> p.croppedTo(common)).toList()) : Optional.empty();
    }

    private boolean haveOneSize(ImageSpec image, List<VolumePart> parts, Vec3 common) {
        VolumePart first = parts.get(0);
        Optional<VolumePart> other =
                parts.stream().filter(p -> !p.box().size().equals(first.box().size())).findFirst();
        other.ifPresent(p -> diagnostics.error(image.location(), p.path() + " has " + p.box().size() + " voxels but "
                + first.path() + " has " + first.box().size(),
                "files of one image must have the same size; is_auto_crop = yes crops them to " + common));
        return other.isEmpty();
    }

    private boolean hasChannels(ImageSpec image, NodeSpec node, int channels) {
        String name = "[image" + image.number() + "]";
        if (channels != node.featureMaps()) {
            diagnostics.error(image.location(), name + " has " + count(channels) + ", but the input '" + node.name()
                    + "' of the network takes " + node.featureMaps(),
                    "list files of " + count(node.featureMaps()) + " in fnames");
            return false;
        }
        int types = image.preprocessing().size();
        if (types > 1 && types != channels) {
            diagnostics.error(image.location(), "pp_types of " + name + " lists " + types + " types for "
                    + count(channels), "list one type for all channels or one per channel");
            return false;
        }
        return true;
    }

    private static String count(int channels) {
        return channels + (channels == 1 ? " channel" : " channels");
    }
}
