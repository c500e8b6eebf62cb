package org.znn.common.volume.nrrd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.LengthUnit;

/**
 * The position of the voxels in space.
 *
 * @param calibration size and position of the voxels; empty if the header states no size
 * @param notes       sentences about what of the header is not followed
 */
record NrrdSpace(Optional<Calibration> calibration, List<String> notes) {

    private static final double TOLERANCE = 1e-6;

    static NrrdSpace of(NrrdHeader header, NrrdAxes axes) {
        List<List<Double>> directions = header.vectors("space directions");
        List<Double> spacings = header.numbers("spacings");
        List<Double> origin = header.vectors("space origin").stream().findFirst().orElse(List.of());
        double[] size = {Double.NaN, Double.NaN, Double.NaN};
        double[] position = new double[3];
        List<String> notes = new ArrayList<>();
        boolean isAligned = true;
        for (int i = 0; i < axes.spatial().size(); i++) {
            int axis = axes.spatial().get(i);
            if (axis < directions.size() && !directions.get(axis).isEmpty()) {
                List<Double> direction = directions.get(axis);
                size[i] = length(direction);
                isAligned &= i < direction.size() && direction.get(i) > 0
                        && size[i] - direction.get(i) <= TOLERANCE * size[i];
            } else if (axis < spacings.size()) {
                size[i] = Math.abs(spacings.get(axis));
            }
            position[i] = i < origin.size() && Double.isFinite(origin.get(i)) ? origin.get(i) : 0;
        }
        if (!isAligned) {
            notes.add("the header flips or rotates the volume in space; its voxels are read in the order in which they"
                    + " are stored");
            position = new double[3];
        }
        String unit = toOneUnit(units(header, axes), size, position, notes);
        return new NrrdSpace(Calibration.ofStated(new Vec3d(size[2], size[1], size[0]), unit,
                new Vec3d(position[2], position[1], position[0])), notes);
    }

    private static double length(List<Double> vector) {
        double squares = 0;
        int components = 0;
        for (double component : vector) {
            squares += component * component;
            components += component != 0 ? 1 : 0;
        }
        // The length of a vector along an axis is exact.
        return components == 1 ? Math.abs(vector.stream().mapToDouble(v -> v).sum()) : Math.sqrt(squares);
    }

    /** Returns the units of x, y and z; those that the header does not state are empty. */
    private static List<String> units(NrrdHeader header, NrrdAxes axes) {
        List<String> ofSpace = header.quoted("space units");
        List<String> ofAxes = header.quoted("units");
        List<String> units = new ArrayList<>();
        for (int i = 0; i < axes.spatial().size(); i++) {
            int axis = axes.spatial().get(i);
            units.add(i < ofSpace.size() ? ofSpace.get(i).strip()
                    : axis < ofAxes.size() ? ofAxes.get(axis).strip() : "");
        }
        return units;
    }

    /** Converts to the unit of x where the axes have different units; axes that cannot be converted lose their size. */
    private static String toOneUnit(List<String> units, double[] size, double[] position, List<String> notes) {
        String first = units.get(0);
        for (int i = 1; i < units.size(); i++) {
            OptionalDouble converted = LengthUnit.convert(size[i], units.get(i), first);
            if (converted.isEmpty() && !Double.isNaN(size[i])) {
                notes.add("the units '" + first + "' and '" + units.get(i) + "' of the header's axes cannot be"
                        + " converted; the size along " + "xyz".charAt(i) + " is ignored");
            }
            size[i] = converted.orElse(Double.NaN);
            position[i] = LengthUnit.convert(position[i], units.get(i), first).orElse(0);
        }
        return first;
    }
}
