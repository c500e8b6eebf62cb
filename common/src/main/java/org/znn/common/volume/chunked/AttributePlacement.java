package org.znn.common.volume.chunked;

import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeException;

/** Reads the position of a network's output within its image from the attributes {@code offset} and {@code stride}. */
public final class AttributePlacement {

    private AttributePlacement() {
    }

    /**
     * Reads a position (z, y, x) in voxels.
     *
     * @throws VolumeException if an attribute is not three whole numbers
     */
    public static Optional<Placement> of(JsonValue attributes) {
        return attributes.find("offset").map(offset -> new Placement(triple(offset),
                attributes.find("stride").map(AttributePlacement::triple).orElse(Vec3.ONE)));
    }

    private static Vec3 triple(JsonValue value) {
        double[] numbers = value.isNumbers() ? value.numbers() : new double[0];
        if (numbers.length != 3 || numbers[0] != (int) numbers[0] || numbers[1] != (int) numbers[1]
                || numbers[2] != (int) numbers[2]) {
            throw value.invalid("three whole numbers z,y,x, in voxels");
        }
        return new Vec3((int) numbers[0], (int) numbers[1], (int) numbers[2]);
    }
}
