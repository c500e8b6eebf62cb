package org.znn.driver.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.znn.common.geometry.Vec3;

/**
 * The meaning of the channels of an affinity map.
 *
 * @param offsets position (z, y, x) of the other voxel of each channel; zero for a channel without meaning
 */
public record AffinityChannels(List<Vec3> offsets) {

    /** The channels of this program's outputs: affinities to the preceding voxel along x, y and z. */
    static final AffinityChannels OWN = parseOrder("xyz");

    private static final String AXES = "zyx";
    private static final int MAX_OFFSET = 10_000;

    public AffinityChannels {
        offsets = List.copyOf(offsets);
    }

    /**
     * Parses the axes of channels whose values tell whether a voxel and the preceding one along the axis belong
     * together, such as {@code zyx}; {@code -} is a channel to ignore.
     *
     * @throws IllegalArgumentException if the text has another letter or an axis twice
     */
    public static AffinityChannels parseOrder(String text) {
        List<Vec3> offsets = new ArrayList<>();
        for (char letter : text.toCharArray()) {
            int axis = AXES.indexOf(letter);
            if (axis < 0 && letter != '-' || axis >= 0 && text.indexOf(letter) != text.lastIndexOf(letter)) {
                throw invalidOrder(text);
            }
            offsets.add(axis < 0 ? Vec3.ZERO : Vec3.ZERO.with(axis, -1));
        }
        if (offsets.stream().allMatch(Vec3.ZERO::equals)) {
            throw invalidOrder(text);
        }
        return new AffinityChannels(offsets);
    }

    private static IllegalArgumentException invalidOrder(String text) {
        return new IllegalArgumentException("'" + text + "' is not an order of affinity channels, such as zyx or xyz "
                + "(one letter a channel, each axis once; - ignores a channel)");
    }

    /**
     * Parses offsets such as {@code -1,0,0;0,-1,0;0,0,-1}, one {@code z,y,x} a channel.
     *
     * @throws IllegalArgumentException if an offset is malformed, zero, or beyond 10000 voxels
     */
    public static AffinityChannels parseOffsets(String text) {
        List<Vec3> offsets = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            Vec3 offset = Vec3.parse(part);
            if (offset.equals(Vec3.ZERO) || !offset.allAtLeast(Vec3.cube(-MAX_OFFSET))
                    || !Vec3.cube(MAX_OFFSET).allAtLeast(offset)) {
                throw new IllegalArgumentException("'" + part + "' is not an affinity offset: it must differ from 0,0,0"
                        + " and have coordinates from -" + MAX_OFFSET + " to " + MAX_OFFSET);
            }
            offsets.add(offset);
        }
        return new AffinityChannels(offsets);
    }

    /** Returns the edges of all channels that have a meaning. */
    List<AffinityEdge> edges() {
        List<AffinityEdge> edges = new ArrayList<>();
        for (int channel = 0; channel < offsets.size(); channel++) {
            if (!offsets.get(channel).equals(Vec3.ZERO)) {
                edges.add(new AffinityEdge(channel, offsets.get(channel)));
            }
        }
        return edges;
    }

    /** Formats the offsets as {@link #parseOffsets} reads them. */
    @Override
    public String toString() {
        return offsets.stream().map(o -> o.equals(Vec3.ZERO) ? "-" : o.toString()).collect(Collectors.joining(";"));
    }
}
