package org.znn.common.volume.hdf5;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.chunked.VolumeAxes;
import org.znn.common.volume.hdf5.metadata.Attribute;

/**
 * Reads the position of a volume from the attributes {@code offset} and {@code stride}. Beside a {@code stride}, as in
 * this program's outputs, or without the extent of a voxel, the offset counts voxels; otherwise it has the unit of the
 * extent ({@code resolution} or {@code voxel_size}), unless {@code units} says voxels.
 */
final class StoredPlacement {

    private static final List<String> EXTENTS = List.of("voxel_size", "resolution");
    private static final List<String> VOXELS = List.of("voxel", "voxels", "vx", "px", "pixel", "pixels");
    private static final double TOLERANCE = 1e-6;

    private StoredPlacement() {
    }

    /**
     * Returns the position of a volume; empty if it has no offset.
     *
     * @throws VolumeException if the offset is not a whole number of voxels
     */
    static Optional<Placement> of(VolumeAxes axes, Map<String, Attribute> attributes) {
        Attribute offset = attributes.get("offset");
        if (offset == null) {
            return Optional.empty();
        }
        double[] position = spatial(axes, "offset", offset);
        Attribute stride = attributes.get("stride");
        if (stride != null) {
            return Optional.of(new Placement(whole("offset", position, position),
                    whole("stride", spatial(axes, "stride", stride), position)));
        }
        Optional<double[]> extent = isInVoxels(attributes) ? Optional.empty() : extent(axes, attributes);
        double[] voxels = position.clone();
        for (int d = 0; d < 3 && extent.isPresent(); d++) {
            voxels[d] = position[d] / extent.get()[d];
        }
        if (extent.isPresent() && !isWhole(voxels)) {
            throw new VolumeException("the attribute offset " + text(position) + " is not a whole number of voxels of "
                    + text(extent.get()) + ", but " + text(voxels) + " (z,y,x)");
        }
        return Optional.of(new Placement(whole("offset", voxels, position), Vec3.ONE));
    }

    private static boolean isInVoxels(Map<String, Attribute> attributes) {
        return List.of("units", "unit").stream().map(attributes::get).anyMatch(a -> a != null
                && !a.values().isEmpty() && a.texts().stream().allMatch(t -> VOXELS.contains(
                        t.strip().toLowerCase(Locale.ROOT))));
    }

    private static Optional<double[]> extent(VolumeAxes axes, Map<String, Attribute> attributes) {
        return EXTENTS.stream().map(attributes::get).filter(a -> a != null && a.numbers().isPresent())
                .map(a -> spatial(axes, "resolution", a)).findFirst()
                .filter(e -> Arrays.stream(e).allMatch(x -> x > 0 && Double.isFinite(x)));
    }

    /** Returns the entries of the axes z, y, x of a list with one for each of them or for each axis of the dataset. */
    private static double[] spatial(VolumeAxes axes, String name, Attribute attribute) {
        double[] values = attribute.numbers().orElse(new double[0]);
        double[] spatial = new double[3];
        int rank = axes.roles().length;
        int next = 0;
        boolean fits = values.length == 3 || values.length == rank;
        for (int d = 0; d < rank && fits; d++) {
            int role = axes.roles()[d];
            if (role > 0) {
                spatial[role - 1] = values[values.length == rank ? d : next];
                next++;
            }
        }
        // A list of three in the order z, y, x also describes a plane.
        if (fits && values.length == 3 && next != 3) {
            return values;
        }
        if (!fits) {
            throw new VolumeException("the attribute " + name + " is not three numbers z,y,x");
        }
        return spatial;
    }

    private static Vec3 whole(String name, double[] values, double[] stated) {
        if (!isWhole(values) || Arrays.stream(values).anyMatch(v -> Math.abs(v) > Integer.MAX_VALUE)) {
            throw new VolumeException("the attribute " + name + " " + text(stated) + " is not three whole numbers of"
                    + " voxels z,y,x");
        }
        return new Vec3((int) Math.rint(values[0]), (int) Math.rint(values[1]), (int) Math.rint(values[2]));
    }

    private static boolean isWhole(double[] values) {
        return Arrays.stream(values).allMatch(v -> Math.abs(v - Math.rint(v)) <= TOLERANCE);
    }

    private static String text(double[] values) {
        return Arrays.stream(values).mapToObj(v -> v == Math.rint(v) && Math.abs(v) < 1e15
                ? Long.toString((long) v) : Double.toString(v)).reduce((a, b) -> a + "," + b).orElse("");
    }
}
