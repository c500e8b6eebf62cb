package org.znn.common.sample.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.problem.Problems;
import org.znn.common.sample.training.PatchRules;

/** Looks for places at which a patch lies within all volumes of a sample. */
final class PlaceCheck {

    private final PatchRules rules;
    private final NetworkGeometry geometry;
    private final Problems problems;

    PlaceCheck(PatchRules rules, NetworkGeometry geometry, Problems problems) {
        this.rules = rules;
        this.geometry = geometry;
        this.problems = problems;
    }

    /**
     * The places.
     *
     * @param images by input node
     * @param labels by output node
     * @return empty, with the reasons among the problems, where there are none
     */
    Optional<Box> places(int sample, Map<String, DataSection> images, Map<String, DataSection> labels) {
        Map<DataSection, Box> each = each(rules, images, labels);
        Box common = common(each);
        if (!common.isEmpty()) {
            return Optional.of(common);
        }
        String remedy = remedy(images, labels);
        List<DataSection> small = each.keySet().stream().filter(s -> each.get(s).isEmpty()).toList();
        for (DataSection section : small) {
            problems.error(section.where(), section + " of [sample" + sample + "] is smaller than a patch: "
                    + need(section, images), remedy);
        }
        if (small.isEmpty()) {
            DataSection first = labels.values().iterator().next();
            problems.error(first.where(), "[sample" + sample + "]: " + each.keySet().stream()
                    .map(DataSection::toString).collect(Collectors.joining(" and ")) + ", aligned at their centres,"
                    + " have no place for a patch of train_outsz = " + rules.outputSize() + " in common", remedy);
        }
        return Optional.empty();
    }

    private String need(DataSection section, Map<String, DataSection> images) {
        Optional<String> node = images.keySet().stream().filter(n -> images.get(n).equals(section)).findFirst();
        Vec3 size = node.map(n -> geometry.sizeMap(n).sizeFor(rules.labelSize()))
                .orElse(rules.labelSize().minus(1).times(rules.stride()).plus(1));
        return "with train_outsz = " + rules.outputSize() + " it takes " + size + " voxels"
                + (node.isPresent() && rules.mirror() ? ", mirrored ones included" : "");
    }

    private Map<DataSection, Box> each(PatchRules of, Map<String, DataSection> images,
            Map<String, DataSection> labels) {
        Map<DataSection, Box> each = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        images.forEach((node, image) -> each.merge(image, of.placesInImage(image.size(), geometry.sizeMap(node)),
                Box::intersect));
        labels.values().forEach(label -> each.put(label, of.placesInLabel(label.size())));
        return each;
    }

    private static Box common(Map<DataSection, Box> each) {
        return each.values().stream().reduce(Box::intersect).orElseThrow();
    }

    /** The largest output size that has a place, or what else would help. */
    private String remedy(Map<String, DataSection> images, Map<String, DataSection> labels) {
        Vec3 best = largest(rules, images, labels);
        if (best.isPositive()) {
            return "the largest train_outsz that fits is " + best;
        }
        PatchRules mirrored = new PatchRules(rules.outType(), rules.outputSize(), rules.stride(), rules.precision(),
                true, rules.augment(), rules.rebalance());
        Vec3 withMirror = largest(mirrored, images, labels);
        return "take larger volumes: the network looks at " + geometry.fieldOfView() + " voxels around each output"
                + (withMirror.isPositive() ? ", or write is_bd_mirror = yes, with which train_outsz = " + withMirror
                + " fits" : "");
    }

    private Vec3 largest(PatchRules of, Map<String, DataSection> images, Map<String, DataSection> labels) {
        Vec3 best = Vec3.ZERO;
        Vec3 limit = Stream.concat(Stream.of(of.outputSize()), labels.values().stream().map(DataSection::size))
                .reduce(Vec3::min).orElseThrow();
        for (int axis = 0; axis < 3; axis++) {
            int n = limit.get(axis);
            while (n > 0 && common(each(of.withOutputSize(Vec3.ONE.with(axis, n)), images, labels)).size().get(axis)
                    == 0) {
                n--;
            }
            best = best.with(axis, n);
        }
        int side = Math.min(best.y(), best.x());
        return of.augment() ? new Vec3(best.z(), side, side) : best;
    }
}
