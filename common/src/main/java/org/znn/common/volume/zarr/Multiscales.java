package org.znn.common.volume.zarr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.chunked.AxisCalibration;
import org.znn.common.volume.chunked.JsonValue;
import org.znn.common.volume.chunked.StoredPath;

/**
 * The image of a group in the sense of OME-Zarr (OME-NGFF 0.1 to 0.5): the same volume at several resolutions, finest
 * first.
 *
 * @param image  entry of the attribute {@code multiscales}
 * @param images number of entries
 * @param paths  path of the array of each level, relative to the group
 */
record Multiscales(JsonValue image, int images, List<String> paths) {

    private static final List<String> FIRST_AXES = List.of("t", "c", "z", "y", "x");
    private static final List<String> SPACE = List.of("z", "y", "x");

    /** Returns the first image of a group; empty if the group is none. */
    static Optional<Multiscales> of(ZarrNode group) {
        Optional<JsonValue> images = group.attributes().find("ome").flatMap(o -> o.find("multiscales"))
                .or(() -> group.attributes().find("multiscales"));
        if (group.isArray() || images.isEmpty() || images.get().list().isEmpty()) {
            return Optional.empty();
        }
        JsonValue first = images.get().list().get(0);
        List<String> paths = first.get("datasets").list().stream().map(d -> StoredPath.inside(d.get("path").text()))
                .toList();
        if (paths.isEmpty()) {
            throw new VolumeException(first.where() + "the image has no datasets");
        }
        return Optional.of(new Multiscales(first, images.get().list().size(), paths));
    }

    /**
     * Returns the names of the axes of the arrays: c, t, and the names of the axes of space; or z, y, x in this order
     * where the latter have other names.
     *
     * @param rank number of axes of the arrays
     */
    List<String> axes(int rank) {
        Optional<JsonValue> axes = image.find("axes");
        if (axes.isEmpty()) {
            return FIRST_AXES.subList(Math.max(0, FIRST_AXES.size() - rank), FIRST_AXES.size());
        }
        List<String> names = new ArrayList<>();
        List<Integer> space = new ArrayList<>();
        for (JsonValue axis : axes.get().list()) {
            String name = axis.node().isTextual() ? axis.text() : axis.get("name").text();
            String type = axis.find("type").map(JsonValue::text).orElse("");
            if (type.equals("space")) {
                space.add(names.size());
            }
            names.add(type.equals("channel") ? "c" : type.equals("time") ? "t" : name);
        }
        if (space.stream().noneMatch(d -> SPACE.contains(names.get(d).toLowerCase(Locale.ROOT)))) {
            int missing = SPACE.size() - space.size();
            for (int i = 0; i < space.size() && missing >= 0; i++) {
                names.set(space.get(i), SPACE.get(missing + i));
            }
        }
        return names;
    }

    /**
     * Returns the calibration of a level: the transformations of its dataset followed by those of the image.
     *
     * @param level index of the level
     * @param rank  number of axes of the arrays
     * @return empty if the metadata states no scale, or uses another kind of transformation
     */
    Optional<AxisCalibration> calibration(int level, int rank) {
        double[] scale = new double[rank];
        Arrays.fill(scale, 1);
        double[] origin = new double[rank];
        boolean isScaled = false;
        for (JsonValue owner : List.of(image.get("datasets").list().get(level), image)) {
            List<JsonValue> transformations = owner.find("coordinateTransformations").map(JsonValue::list)
                    .orElse(List.of());
            for (JsonValue transformation : transformations) {
                String type = transformation.get("type").text();
                if (type.equals("identity")) {
                    continue;
                }
                Optional<JsonValue> values = transformation.find(type);
                if (!List.of("scale", "translation").contains(type) || values.isEmpty()
                        || !values.get().isNumbers() || values.get().numbers().length != rank) {
                    return Optional.empty();
                }
                double[] numbers = values.get().numbers();
                isScaled |= type.equals("scale");
                for (int d = 0; d < rank; d++) {
                    scale[d] *= type.equals("scale") ? numbers[d] : 1;
                    origin[d] = type.equals("scale") ? origin[d] * numbers[d] : origin[d] + numbers[d];
                }
            }
        }
        return isScaled ? Optional.of(new AxisCalibration(scale, origin, units(rank))) : Optional.empty();
    }

    private List<String> units(int rank) {
        List<String> units = new ArrayList<>(Collections.nCopies(rank, ""));
        List<JsonValue> axes = image.find("axes").map(JsonValue::list).orElse(List.of());
        for (int d = 0; d < Math.min(rank, axes.size()); d++) {
            units.set(d, axes.get(d).find("unit").map(JsonValue::text).orElse(""));
        }
        return units;
    }
}
