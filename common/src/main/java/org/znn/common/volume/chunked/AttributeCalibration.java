package org.znn.common.volume.chunked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the calibration from the attributes that tools of the field give an array: {@code resolution},
 * {@code voxel_size}, {@code pixelResolution} or {@code element_size_um} with {@code offset} and {@code units}, or
 * {@code transform}. A {@code resolution} without a unit is in nanometres, as in CREMI's files. Lists have an entry for
 * each axis, or for each of the axes z, y, x that the array has.
 *
 * @param axes      meaning of the axes of the array
 * @param fastFirst whether lists begin with the fastest axis, as x,y,z, instead of following the stored order
 */
public record AttributeCalibration(VolumeAxes axes, boolean fastFirst) {

    private static final List<String> SIZES = List.of("voxel_size", "resolution", "pixelResolution", "element_size_um");
    /** Units where the attributes name none: those of CREMI's files and of ilastik's and ImageJ's. */
    private static final Map<String, String> UNSTATED = Map.of("resolution", "nm", "element_size_um", "um");
    private static final List<String> UNITS = List.of("units", "unit");

    /** Reads the calibration; empty if the attributes do not state the extent of a voxel. */
    public Optional<AxisCalibration> of(JsonValue attributes) {
        Optional<JsonValue> transform = attributes.find("transform")
                .filter(t -> t.find("axes").filter(JsonValue::isTexts).isPresent());
        if (transform.isPresent()) {
            return ofTransform(transform.get());
        }
        for (String name : SIZES) {
            Optional<JsonValue> found = attributes.find(name);
            if (found.isEmpty()) {
                continue;
            }
            Optional<JsonValue> nested = found.get().find("dimensions");
            Optional<double[]> size = perAxis(nested.orElse(found.get()), Double.NaN);
            if (size.isEmpty()) {
                continue;
            }
            List<String> units = units(nested.isPresent() ? found.get() : attributes, UNSTATED.getOrDefault(name, ""));
            double[] origin = attributes.find("offset").flatMap(o -> perAxis(o, 0)).orElse(new double[rank()]);
            return Optional.of(new AxisCalibration(size.get(), origin, units));
        }
        return Optional.empty();
    }

    /** Reads the transform of Janelia's COSEM data, which names its axes. */
    private Optional<AxisCalibration> ofTransform(JsonValue transform) {
        List<String> names = transform.get("axes").texts();
        double[] size = new double[rank()];
        Arrays.fill(size, Double.NaN);
        double[] origin = new double[rank()];
        List<String> units = new ArrayList<>(Collections.nCopies(rank(), ""));
        for (int i = 0; i < names.size(); i++) {
            int d = axes.names().indexOf(names.get(i));
            if (d >= 0) {
                size[d] = entry(transform, "scale", i).map(JsonValue::number).orElse(Double.NaN);
                origin[d] = entry(transform, "translate", i).map(JsonValue::number).orElse(0.0);
                units.set(d, entry(transform, "units", i).map(JsonValue::text).orElse(""));
            }
        }
        return Optional.of(new AxisCalibration(size, origin, units));
    }

    private static Optional<JsonValue> entry(JsonValue object, String key, int index) {
        return object.find(key).map(JsonValue::list).filter(l -> index < l.size()).map(l -> l.get(index));
    }

    /**
     * Assigns the numbers of a list to the axes of the array.
     *
     * @param missing value of axes that the list has no entry for
     * @return empty if the value is not a list of numbers with an entry for each axis, or for each of z, y and x
     */
    public Optional<double[]> perAxis(JsonValue value, double missing) {
        if (!value.isNumbers()) {
            return Optional.empty();
        }
        double[] numbers = value.numbers();
        Optional<int[]> targets = targets(numbers.length);
        return targets.map(t -> {
            double[] perAxis = new double[rank()];
            Arrays.fill(perAxis, missing);
            for (int i = 0; i < numbers.length; i++) {
                perAxis[t[i]] = numbers[i];
            }
            return perAxis;
        });
    }

    private List<String> units(JsonValue attributes, String unstated) {
        for (String name : UNITS) {
            Optional<JsonValue> found = attributes.find(name);
            if (found.isPresent() && found.get().node().isTextual()) {
                return Collections.nCopies(rank(), found.get().text());
            }
            if (found.isPresent() && found.get().isTexts()) {
                List<String> texts = found.get().texts();
                Optional<int[]> targets = targets(texts.size());
                if (targets.isPresent()) {
                    List<String> units = new ArrayList<>(Collections.nCopies(rank(), ""));
                    for (int i = 0; i < texts.size(); i++) {
                        units.set(targets.get()[i], texts.get(i));
                    }
                    return units;
                }
            }
        }
        return Collections.nCopies(rank(), unstated);
    }

    /** Returns the stored axis of each entry of a list; empty if its length fits neither all axes nor z, y and x. */
    private Optional<int[]> targets(int length) {
        List<Integer> targets = new ArrayList<>();
        for (int d = 0; d < rank(); d++) {
            if (length == rank() || axes.roles()[d] > 0) {
                targets.add(d);
            }
        }
        if (fastFirst) {
            Collections.reverse(targets);
        }
        return targets.size() == length ? Optional.of(targets.stream().mapToInt(d -> d).toArray()) : Optional.empty();
    }

    private int rank() {
        return axes.roles().length;
    }
}
