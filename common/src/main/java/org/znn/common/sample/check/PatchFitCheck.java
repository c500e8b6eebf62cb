package org.znn.common.sample.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.sample.training.PatchSpec;

/** Determines the locations at which a patch lies within all volumes of a sample. */
final class PatchFitCheck {

    private final PatchSpec patchSpec;
    private final NetworkGeometry geometry;
    private final Diagnostics diagnostics;

    PatchFitCheck(PatchSpec patchSpec, NetworkGeometry geometry, Diagnostics diagnostics) {
        this.patchSpec = patchSpec;
        this.geometry = geometry;
        this.diagnostics = diagnostics;
    }

    /**
     * Returns the box of locations.
     *
     * @param sample number of the sample
     * @param images images by input node
     * @param labels labels by output node
     * @return empty if there are no locations; the errors are reported
     */
    Optional<Box> locations(int sample, Map<String, DataSection> images, Map<String, DataSection> labels) {
        Map<DataSection, Box> bySection = locationsBySection(patchSpec, images, labels);
        Box common = intersection(bySection);
        if (!common.isEmpty()) {
            return Optional.of(common);
        }
        String remedy = remedy(images, labels);
        List<DataSection> small = bySection.keySet().stream().filter(s -> bySection.get(s).isEmpty()).toList();
        for (DataSection section : small) {
            diagnostics.error(section.location(), section + " of [sample" + sample + "] is smaller than a patch, "
                    + requirement(section, images), remedy);
        }
        if (small.isEmpty()) {
            DataSection first = labels.values().iterator().next();
            diagnostics.error(first.location(), "[sample" + sample + "]: no patch of train_outsz = "
                    + patchSpec.outputSize() + " lies within " + bySection.keySet().stream().map(DataSection::toString)
                    .collect(Collectors.joining(" and ")) + ", aligned at their centres", remedy);
        }
        return Optional.empty();
    }

    private String requirement(DataSection section, Map<String, DataSection> images) {
        Optional<String> node = images.keySet().stream().filter(n -> images.get(n).equals(section)).findFirst();
        Vec3 size = node.map(n -> geometry.sizeRelation(n).sizeFor(patchSpec.labelSize()))
                .orElse(patchSpec.labelSize().minus(1).times(patchSpec.stride()).plus(1));
        return "which needs " + size + " voxels with train_outsz = " + patchSpec.outputSize()
                + (node.isPresent() && patchSpec.mirror() ? ", including mirrored ones" : "");
    }

    private Map<DataSection, Box> locationsBySection(PatchSpec spec, Map<String, DataSection> images,
            Map<String, DataSection> labels) {
        Map<DataSection, Box> bySection = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        images.forEach((node, image) -> bySection.merge(image,
                spec.locationsInImage(image.size(), geometry.sizeRelation(node)), Box::intersect));
        labels.values().forEach(label -> bySection.put(label, spec.locationsInLabel(label.size())));
        return bySection;
    }

    private static Box intersection(Map<DataSection, Box> bySection) {
        return bySection.values().stream().reduce(Box::intersect).orElseThrow();
    }

    /** Suggests the largest output size that fits, or other ways to make the patch fit. */
    private String remedy(Map<String, DataSection> images, Map<String, DataSection> labels) {
        Vec3 best = largestOutputSize(patchSpec, images, labels);
        if (best.isPositive()) {
            return "the largest train_outsz that fits is " + best;
        }
        PatchSpec mirrored = new PatchSpec(patchSpec.outType(), patchSpec.outputSize(), patchSpec.stride(),
                patchSpec.precision(), true, patchSpec.augment(), patchSpec.rebalance());
        Vec3 withMirror = largestOutputSize(mirrored, images, labels);
        return "use larger volumes (the field of view of the network is " + geometry.fieldOfView() + ")"
                + (withMirror.isPositive() ? ", or set is_bd_mirror = yes, with which train_outsz = " + withMirror
                + " fits" : "");
    }

    private Vec3 largestOutputSize(PatchSpec spec, Map<String, DataSection> images, Map<String, DataSection> labels) {
        Vec3 best = Vec3.ZERO;
        Vec3 limit = Stream.concat(Stream.of(spec.outputSize()), labels.values().stream().map(DataSection::size))
                .reduce(Vec3::min).orElseThrow();
        for (int axis = 0; axis < 3; axis++) {
            int n = limit.get(axis);
            while (n > 0 && intersection(locationsBySection(spec.withOutputSize(Vec3.ONE.with(axis, n)), images,
                    labels)).size().get(axis) == 0) {
                n--;
            }
            best = best.with(axis, n);
        }
        int side = Math.min(best.y(), best.x());
        return spec.augment() ? new Vec3(best.z(), side, side) : best;
    }
}
