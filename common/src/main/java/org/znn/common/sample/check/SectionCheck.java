package org.znn.common.sample.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.config.ImageSpec;
import org.znn.common.config.LabelSpec;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NodeSpec;
import org.znn.common.problem.Problems;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/** Holds the headers of a section's files against the node they are for. A section is looked at once for each node. */
final class SectionCheck {

    private final FileHeaders headers;
    private final ImageCheck images;
    private final Problems problems;
    private final Map<String, Optional<DataSection>> seen = new HashMap<>();

    SectionCheck(Storages storages, Problems problems) {
        this.problems = problems;
        headers = new FileHeaders(storages, problems);
        images = new ImageCheck(storages, problems);
    }

    /** The files of an image for an input node; empty where something is wrong with them. */
    Optional<DataSection> image(ImageSpec image, NodeSpec node) {
        return images.parts(image, node).map(parts -> new DataSection("[image" + image.number() + "]", image.where(),
                image.autoCrop(), parts, Optional.empty()));
    }

    /** The file and the mask of a label for an output node; empty where something is wrong with them. */
    Optional<DataSection> label(LabelSpec label, NodeSpec node) {
        return seen.computeIfAbsent(label.number() + " " + node.name(), key -> read(label, node));
    }

    private Optional<DataSection> read(LabelSpec label, NodeSpec node) {
        String name = "[label" + label.number() + "]";
        int before = problems.errors().size();
        alone(label.files(), "fnames", name, label.where());
        alone(label.masks(), "fmasks", name, label.where());
        List<VolumePart> ids = headers.open(label.files(), true, label.where());
        List<VolumePart> masks = headers.open(label.masks(), true, label.where());
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
}
