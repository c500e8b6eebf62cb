package org.znn.common.volume.chunked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.VolumeException;

/**
 * The meaning of the axes of a stored array.
 *
 * @param names name of each axis, slowest first
 * @param roles axis of the volume that each axis holds: 0 (channel), 1 (z), 2 (y) or 3 (x); {@link #DROPPED} for an
 *              axis of which a single index is read
 * @param index index to read along each dropped axis; 0 for the others
 */
public record VolumeAxes(List<String> names, int[] roles, int[] index) {

    /** Role of an axis that the volume does not have. */
    public static final int DROPPED = -1;
    private static final List<String> ROLES = List.of("c", "z", "y", "x");
    private static final Map<String, String> SYNONYMS = Map.ofEntries(Map.entry("channel", "c"),
            Map.entry("channels", "c"), Map.entry("c^", "c"), Map.entry("time", "t"), Map.entry("depth", "z"),
            Map.entry("plane", "z"), Map.entry("slice", "z"), Map.entry("height", "y"), Map.entry("row", "y"),
            Map.entry("width", "x"), Map.entry("column", "x"));
    private static final int MAX_RANK = 4;
    private static final String UNNAMED = "-";

    /**
     * Interprets an array whose axes have names, in any order; c, z, y and x are the axes of a volume. Axes of length 1
     * and axes for which an index is selected are dropped. If none of the names is known, the order decides; see
     * {@link #unnamed}.
     *
     * @param names     name of each axis; null if an axis has none
     * @param shape     number of elements along each axis
     * @param selection selected index along axes that a volume does not have
     * @throws VolumeException if the array is not a volume
     */
    public static VolumeAxes named(List<String> names, int[] shape, Map<String, Integer> selection) {
        List<String> known = names.stream().map(VolumeAxes::normal).toList();
        if (known.size() != shape.length) {
            throw new VolumeException("the array has " + shape.length + " axes, but its metadata names "
                    + String.join(",", known));
        }
        if (!known.contains("y") && !known.contains("x") && !known.contains("z")) {
            return unnamed(shape, selection);
        }
        return of(known, shape, selection);
    }

    /**
     * Interprets an array without names of axes: (y, x), (z, y, x) or (channel, z, y, x). If it has more axes, or a
     * fourth and last axis of length 1, axes of length 1 are dropped: leading ones, then trailing ones, then others.
     *
     * @throws VolumeException if the array is not a volume
     */
    public static VolumeAxes unnamed(int[] shape, Map<String, Integer> selection) {
        List<Integer> kept = new ArrayList<>();
        for (int d = 0; d < shape.length; d++) {
            kept.add(d);
        }
        while (kept.size() > MAX_RANK && shape[kept.get(0)] == 1) {
            kept.remove(0);
        }
        while (kept.size() >= MAX_RANK && shape[kept.get(kept.size() - 1)] == 1) {
            kept.remove(kept.size() - 1);
        }
        for (int i = kept.size() - 1; i >= 0 && kept.size() > MAX_RANK; i--) {
            if (shape[kept.get(i)] == 1) {
                kept.remove(i);
            }
        }
        if (kept.size() < 2 || kept.size() > MAX_RANK) {
            throw new VolumeException("the array has " + shape.length + (shape.length == 1 ? " axis " : " axes ")
                    + Arrays.toString(shape) + " without names; a volume has the axes (y, x), (z, y, x) or"
                    + " (channel, z, y, x); name them, as in volume:/path?axes=tczyx&t=0");
        }
        List<String> names = new ArrayList<>(Collections.nCopies(shape.length, UNNAMED));
        for (int i = 0; i < kept.size(); i++) {
            names.set(kept.get(i), ROLES.get(MAX_RANK - kept.size() + i));
        }
        return of(names, shape, selection);
    }

    private static VolumeAxes of(List<String> names, int[] shape, Map<String, Integer> selection) {
        int[] roles = new int[shape.length];
        int[] index = new int[shape.length];
        for (int d = 0; d < shape.length; d++) {
            String name = names.get(d);
            roles[d] = ROLES.indexOf(name);
            Integer selected = selection.get(name);
            if (roles[d] > 0 && selected == null) {
                continue;
            }
            if (selected == null && roles[d] == DROPPED && shape[d] > 1) {
                throw new VolumeException("the axis " + (name.equals(UNNAMED) ? "number " + d : name) + " has "
                        + shape[d] + " elements, but a volume has the axes c, z, y, x only; "
                        + (name.equals(UNNAMED) ? "name the axes, as in volume:/path?axes=czyx"
                        : "choose one of them, as in volume:/path?" + name + "=0"));
            }
            if (selected != null) {
                if (roles[d] > 0 || selected >= shape[d]) {
                    throw new VolumeException(roles[d] > 0 ? "the axis " + name + " cannot be selected from; crop the"
                            + " volume instead" : "there is no " + name + "=" + selected + ": the axis has "
                            + shape[d] + " elements, counted from 0");
                }
                roles[d] = DROPPED;
                index[d] = selected;
            }
        }
        for (String name : selection.keySet()) {
            if (!names.contains(name)) {
                throw new VolumeException("the array has no axis " + name + "; its axes are "
                        + String.join(",", names));
            }
        }
        requireVolume(names, roles, shape);
        return new VolumeAxes(names, roles, index);
    }

    private static void requireVolume(List<String> names, int[] roles, int[] shape) {
        int[] uses = new int[MAX_RANK];
        for (int role : roles) {
            if (role != DROPPED) {
                uses[role]++;
            }
        }
        if (Arrays.stream(uses).anyMatch(n -> n > 1) || uses[2] == 0 || uses[3] == 0) {
            throw new VolumeException("the axes " + String.join(",", names) + " of the shape " + Arrays.toString(shape)
                    + " are not those of a volume: y, x and at most one z and c");
        }
    }

    private static String normal(String name) {
        String lower = name == null ? UNNAMED : name.strip().toLowerCase(Locale.ROOT);
        return SYNONYMS.getOrDefault(lower, lower);
    }

    /** Returns the stored axis that holds an axis of the volume: 0 (channel), 1 (z), 2 (y) or 3 (x). */
    public Optional<Integer> axisOf(int role) {
        for (int d = 0; d < roles.length; d++) {
            if (roles[d] == role) {
                return Optional.of(d);
            }
        }
        return Optional.empty();
    }

    /** Returns the number of channels of an array. */
    public int channels(int[] shape) {
        return axisOf(0).map(d -> shape[d]).orElse(1);
    }

    /** Extracts the entries of the z, y and x axes; 1 for an axis that the array does not have. */
    public Vec3 spatial(int[] perAxis) {
        return new Vec3(axisOf(1).map(d -> perAxis[d]).orElse(1), perAxis[axisOf(2).orElseThrow()],
                perAxis[axisOf(3).orElseThrow()]);
    }

    /** Formats as {@code t,c,z,y,x}, slowest axis first. */
    @Override
    public String toString() {
        return String.join(",", names);
    }
}
