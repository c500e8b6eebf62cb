package org.znn.common.volume;

import java.util.ArrayList;
import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/** Divides a volume into boxes of bounded size that are read one after another. */
public final class ReadTiling {

    /** Maximum number of elements of a box; a box of a single row may have more. */
    private static final int MAX_ELEMENTS = 1 << 22;

    private ReadTiling() {
    }

    /** Returns boxes of whole sections, or of whole rows if a section is too large, in storage order. */
    public static List<Box> of(int channels, Vec3 size) {
        int rows = clamp(1, MAX_ELEMENTS / ((long) size.x() * channels), size.y());
        int sections = rows < size.y() ? 1 : clamp(1, MAX_ELEMENTS / ((long) size.y() * size.x() * channels),
                size.z());
        List<Box> blocks = new ArrayList<>();
        for (int z = 0; z < size.z(); z += sections) {
            for (int y = 0; y < size.y(); y += rows) {
                Vec3 end = new Vec3(Math.min(size.z(), z + sections), Math.min(size.y(), y + rows), size.x());
                blocks.add(Box.between(new Vec3(z, y, 0), end));
            }
        }
        return blocks;
    }

    private static int clamp(int min, long n, int max) {
        return (int) Math.max(min, Math.min(n, max));
    }
}
