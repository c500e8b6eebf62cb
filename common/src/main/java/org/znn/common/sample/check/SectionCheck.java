package org.znn.common.sample.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.config.ImageSpec;
import org.znn.common.config.LabelSpec;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NodeSpec;
import org.znn.common.problem.Problems;
import org.znn.common.sample.training.VolumePart;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storages;

/** Holds the headers of a section's files against the node they are for. A section is looked at once for each node. */
final class SectionCheck {

    private final Storages storages;
    private final Problems problems;
    private final Map<String, Optional<DataSection>> seen = new HashMap<>();

    SectionCheck(Storages storages, Problems problems) {
        this.storages = storages;
        this.problems = problems;
    }

    /** The files of an image for an input node; empty where something is wrong with them. */
    Optional<DataSection> image(ImageSpec image, NodeSpec node) {
        return seen.computeIfAbsent("image " + image.number() + " " + node.name(), key -> read(image, node));
    }

    /** The file and the mask of a label for an output node; empty where something is wrong with them. */
    Optional<DataSection> label(LabelSpec label, NodeSpec node) {
        return seen.computeIfAbsent("label " + label.number() + " " + node.name(), key -> read(label, node));
    }

    private Optional<DataSection> read(ImageSpec image, NodeSpec node) {
        String name = "[image" + image.number() + "]";
        List<VolumePart> parts = open(image.files(), false, image.where());
        if (parts.size() < image.files().size() || parts.isEmpty() || image.preprocessing().isEmpty()) {
            return Optional.empty();
        }
        int channels = parts.stream().mapToInt(VolumePart::channels).sum();
        if (channels != node.size()) {
            problems.error(image.where(), name + " has " + count(channels, "channel") + ", but the input '"
                    + node.name() + "' of the network takes " + node.size(),
                    "list files of " + count(node.size(), "channel") + " in fnames");
            return Optional.empty();
        }
        int ways = image.preprocessing().size();
        if (ways > 1 && ways != channels) {
            problems.error(image.where(), "pp_types of " + name + " names " + ways + " ways for "
                    + count(channels, "channel"), "name one for all channels or one for each");
            return Optional.empty();
        }
        Vec3 common = parts.stream().map(p -> p.box().size()).reduce(Vec3::min).orElseThrow();
        for (VolumePart part : parts) {
            if (!image.autoCrop() && !part.box().size().equals(parts.get(0).box().size())) {
                problems.error(image.where(), part.path() + " has " + part.box().size() + " voxels, "
                        + parts.get(0).path() + " " + parts.get(0).box().size(),
                        "files of one image must have one size; is_auto_crop = yes crops them to " + common);
                return Optional.empty();
            }
        }
        return Optional.of(new DataSection(name, image.where(), image.autoCrop(), parts, Optional.empty())
                .croppedTo(common));
    }

    private Optional<DataSection> read(LabelSpec label, NodeSpec node) {
        String name = "[label" + label.number() + "]";
        int before = problems.errors().size();
        alone(label.files(), "fnames", name, label.where());
        alone(label.masks(), "fmasks", name, label.where());
        List<VolumePart> ids = open(label.files(), true, label.where());
        List<VolumePart> masks = open(label.masks(), true, label.where());
        ids.forEach(p -> oneChannel(p, "a label is one channel of segment or class numbers, or colours of uint8",
                label.where()));
        masks.forEach(p -> oneChannel(p, "a mask is one channel", label.where()));
        if (problems.errors().size() > before || ids.isEmpty()) {
            return Optional.empty();
        }
        Vec3 size = ids.get(0).box().size();
        for (VolumePart mask : masks) {
            if (!mask.box().size().equals(size)) {
                problems.error(label.where(), "the mask " + mask.path() + " has " + mask.box().size()
                        + " voxels, the label " + ids.get(0).path() + " " + size,
                        "a mask has the size of its label: make it " + size);
                return Optional.empty();
            }
        }
        return Optional.of(new DataSection(name, label.where(), label.autoCrop(), ids, masks.stream().findFirst()));
    }

    private void alone(List<String> files, String key, String name, String where) {
        if (files.size() > 1) {
            problems.error(where, key + " of " + name + " lists " + files.size() + " files",
                    "a label is one volume with at most one mask: keep " + files.get(0));
        }
    }

    private void oneChannel(VolumePart part, String remedy, String where) {
        if (part.channels() != 1) {
            problems.error(where, part.path() + " has " + part.channels() + " channels", remedy);
        }
    }

    /** Those of the files that can be opened, each as a whole. */
    private List<VolumePart> open(List<String> files, boolean ids, String where) {
        List<VolumePart> parts = new ArrayList<>();
        for (String path : files) {
            try (VolumeReader reader =
                    ids ? VolumeReaders.openIds(path, storages) : VolumeReaders.open(path, storages)) {
                VolumeInfo info = reader.info();
                parts.add(new VolumePart(path, ids, info.channels(), info.type(), Box.ofSize(info.size())));
            } catch (VolumeException e) {
                problems.error(where, e.getMessage(), "");
            } catch (IOException e) {
                problems.error(where, path + " cannot be read: " + e.getMessage(), "");
            }
        }
        return parts;
    }

    private static String count(int n, String of) {
        return n + " " + of + (n == 1 ? "" : "s");
    }
}
