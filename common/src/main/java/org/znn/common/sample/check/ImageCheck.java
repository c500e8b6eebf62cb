package org.znn.common.sample.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.znn.common.config.ImageSpec;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NodeSpec;
import org.znn.common.volume.Calibration;
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

    private final Set<Integer> warned = new HashSet<>();

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

    /**
     * Returns the calibration of an image whose files were checked: that of the job's data specification, otherwise
     * that of its first file. Warns if the two differ.
     */
    public Optional<Calibration> calibration(ImageSpec image) {
        Optional<Calibration> stored = image.files().stream().findFirst().flatMap(headers::calibration);
        if (image.calibration().isEmpty()) {
            return stored;
        }
        Calibration given = image.calibration().get();
        Calibration combined = stored.map(given::withOriginOf).orElse(given);
        stored.filter(s -> !s.hasSizeOf(given)).filter(s -> warned.add(image.number())).ifPresent(s ->
                diagnostics.warn(image.location(), image.files().get(0) + " states voxels of " + s.sizeText()
                        + ", but voxel_size and voxel_unit of [image" + image.number() + "] state " + given.sizeText()
                        + ", which is used", ""));
        return Optional.of(combined);
    }

    private Optional<List<VolumePart>> read(ImageSpec image, NodeSpec node) {
        List<VolumePart> parts = headers.read(image.files(), false, image.location());
        if (parts.size() < image.files().size() || parts.isEmpty() || image.preprocessing().isEmpty()) {
            return Optional.empty();
        }
        Vec3 common = parts.stream().map(p -> p.box().size()).reduce(Vec3::min).orElseThrow();
        boolean sizesMatch = image.autoCrop() || haveOneSize(image, parts, common);
        boolean channelsMatch = hasChannels(image, node, parts);
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

    private boolean hasChannels(ImageSpec image, NodeSpec node, List<VolumePart> parts) {
        int channels = parts.stream().mapToInt(VolumePart::channels).sum();
        String name = "[image" + image.number() + "]";
        if (channels != node.featureMaps()) {
            diagnostics.error(image.location(), name + " has " + count(channels) + ", but the input '" + node.name()
                    + "' of the network takes " + node.featureMaps(),
                    parts.size() > 1 && node.featureMaps() == 1
                            ? "the files of one section are the channels of one image: " + separated(parts)
                            : "list files of " + count(node.featureMaps()) + " in fnames");
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

    private static String separated(List<VolumePart> parts) {
        return parts.stream().allMatch(p -> p.box().size().z() == 1)
                ? "pictures become the sections of a stack as a folder or pattern, such as fnames = sections/*.tif"
                : "give each volume an [imageN] and a [sampleN] of its own";
    }

    private static String count(int channels) {
        return channels + (channels == 1 ? " channel" : " channels");
    }
}
