package org.znn.common.volume.nrrd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.raster.Region;
import org.znn.common.volume.raster.StoredShape;

/**
 * The axes of an NRRD array.
 *
 * @param shape       lengths of four axes as stored, slowest first, padded with leading ones
 * @param order       axis of the volume, 0 (channel), 1 (z), 2 (y) or 3 (x), that each of them holds
 * @param spatial     numbers in the header (fastest first) of the axes x, y and, if there is one, z
 * @param channelAxis number in the header of the axis of channels, or -1 if there is none
 */
record NrrdAxes(int[] shape, int[] order, List<Integer> spatial, int channelAxis) {

    private static final Set<String> SPATIAL = Set.of("domain", "space");
    private static final Set<String> UNKNOWN = Set.of("???", "none", "unknown", "");

    static NrrdAxes of(NrrdHeader header) {
        long[] sizes = header.integers("sizes");
        long dimension = header.integer("dimension", sizes.length);
        if (sizes.length != dimension || dimension < 2 || dimension > Region.RANK) {
            throw new VolumeException("the header declares the dimension " + dimension + " and " + sizes.length
                    + " sizes; a volume has the axes (y, x), (z, y, x) or those and an axis of channels");
        }
        int[] lengths = StoredShape.of(sizes);
        int channel = channelAxis(header, lengths);
        List<Integer> spatial = new ArrayList<>();
        for (int d = 0; d < lengths.length; d++) {
            if (d != channel) {
                spatial.add(d);
            }
        }
        if (spatial.size() < 2) {
            throw new VolumeException("the array has an axis of channels and only one other; a volume has the axes"
                    + " (y, x) or (z, y, x)");
        }
        int[] shape = {1, 1, 1, 1};
        int[] order = new int[Region.RANK];
        List<Integer> unused = new ArrayList<>(List.of(0, 1, 2, 3));
        for (int d = 0; d < lengths.length; d++) {
            shape[Region.RANK - 1 - d] = lengths[d];
            order[Region.RANK - 1 - d] = d == channel ? 0 : Region.RANK - 1 - spatial.indexOf(d);
            unused.remove((Integer) order[Region.RANK - 1 - d]);
        }
        for (int d = lengths.length; d < Region.RANK; d++) {
            order[Region.RANK - 1 - d] = unused.remove(0);
        }
        return new NrrdAxes(shape, order, spatial, channel);
    }

    /** Returns the number of the axis that holds channels, or -1 if there is none. */
    private static int channelAxis(NrrdHeader header, int[] lengths) {
        List<String> kinds = header.words("kinds").stream().map(k -> k.toLowerCase(Locale.ROOT)).toList();
        List<List<Double>> directions = header.vectors("space directions");
        int channel = -1;
        for (int d = 0; d < lengths.length; d++) {
            String kind = d < kinds.size() ? kinds.get(d) : "";
            boolean hasNoDirection = directions.size() == lengths.length && directions.get(d).isEmpty();
            if (kind.equals("time") && lengths[d] > 1 || kind.equals("complex")) {
                throw new VolumeException("axis " + d + " of the header is of the kind '" + kind + "', which is not"
                        + " supported; extract one volume, with teem: unu slice -a " + d + " -p 0 -i FILE -o VOLUME");
            }
            if (!SPATIAL.contains(kind) && (hasNoDirection || !UNKNOWN.contains(kind))) {
                if (channel >= 0) {
                    throw new VolumeException("the axes " + channel + " and " + d + " of the header both hold"
                            + " channels; a volume has one axis of channels");
                }
                channel = d;
            }
        }
        if (channel < 0 && lengths.length == Region.RANK) {
            throw new VolumeException("the array has 4 axes, and the header does not tell which of them holds the"
                    + " channels; add a line such as 'kinds: domain domain domain vector', fastest axis first");
        }
        return channel;
    }

    int channels() {
        return axis(0);
    }

    Vec3 size() {
        return new Vec3(axis(1), axis(2), axis(3));
    }

    private int axis(int wanted) {
        for (int d = 0; d < Region.RANK; d++) {
            if (order[d] == wanted) {
                return shape[d];
            }
        }
        throw new IllegalStateException("no axis " + wanted);
    }

    /** Returns the names of the axes as stored, slowest first. */
    String names() {
        StringBuilder names = new StringBuilder();
        for (int d = Region.RANK - spatial.size() - (channelAxis >= 0 ? 1 : 0); d < Region.RANK; d++) {
            names.append(names.isEmpty() ? "" : ",").append("czyx".charAt(order[d]));
        }
        return names.toString();
    }
}
