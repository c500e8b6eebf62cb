package org.znn.common.sample.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.config.ImageSpec;
import org.znn.common.config.LabelSpec;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NodeSpec;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/** Checks the headers of a section's files against the node that uses them. Each combination is checked once. */
final class SectionCheck {

    private final VolumeHeaderReader headers;
    private final ImageCheck images;
    private final Diagnostics diagnostics;
    private final Map<String, Optional<DataSection>> checkedLabels = new HashMap<>();

    SectionCheck(Storages storages, Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        headers = new VolumeHeaderReader(storages, diagnostics);
        images = new ImageCheck(storages, diagnostics);
    }

    /** Returns the files of an image for an input node; empty if there are errors, which are reported. */
    Optional<DataSection> image(ImageSpec image, NodeSpec node) {
        return images.parts(image, node).map(parts -> new DataSection("[image" + image.number() + "]", image.location(),
                image.autoCrop(), parts, Optional.empty()));
    }

    /** Returns the file and mask of a label for an output node; empty if there are errors, which are reported. */
    Optional<DataSection> label(LabelSpec label, NodeSpec node) {
        return checkedLabels.computeIfAbsent(label.number() + " " + node.name(), key -> read(label, node));
    }

    private Optional<DataSection> read(LabelSpec label, NodeSpec node) {
        String name = "[label" + label.number() + "]";
        int before = diagnostics.errors().size();
        requireSingleFile(label.files(), "fnames", name, label.filesLocation());
        requireSingleFile(label.masks(), "fmasks", name, label.masksLocation());
        List<VolumePart> ids = headers.read(label.files(), true, label.filesLocation());
        List<VolumePart> masks = headers.read(label.masks(), true, label.masksLocation());
        ids.forEach(p -> requireOneChannel(p, "a label has one channel of segment or class ids, or uint8 colours",
                label.filesLocation()));
        masks.forEach(p -> requireOneChannel(p, "a mask has one channel", label.masksLocation()));
        if (diagnostics.errors().size() > before || ids.isEmpty()) {
            return Optional.empty();
        }
        Vec3 size = ids.get(0).box().size();
        for (VolumePart mask : masks) {
            if (!mask.box().size().equals(size)) {
                diagnostics.error(label.masksLocation(), "the mask " + mask.path() + " has " + mask.box().size()
                        + " voxels, but the label " + ids.get(0).path() + " has " + size,
                        "a mask must have the size of its label");
                return Optional.empty();
            }
        }
        return Optional.of(new DataSection(name, label.location(), label.autoCrop(), ids, masks.stream().findFirst()));
    }

    private void requireSingleFile(List<String> files, String key, String name, String location) {
        if (files.size() > 1) {
            diagnostics.error(location, key + " of " + name + " lists " + files.size() + " files",
                    "a label is one volume with at most one mask: give each volume a [labelN] and a [sampleN] of its"
                    + " own, or keep " + files.get(0));
        }
    }

    private void requireOneChannel(VolumePart part, String remedy, String location) {
        if (part.channels() != 1) {
            diagnostics.error(location, part.path() + " has " + part.channels() + " channels", remedy);
        }
    }
}
