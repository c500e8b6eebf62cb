package org.znn.common.volume;

import java.util.ArrayList;
import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/** Cuts a volume into pieces to be read one after another, each of bounded size. */
public final class ReadBlocks {

    /** Numbers of one piece; a single row may have more. */
    private static final int MOST = 1 << 22;

    private ReadBlocks() {
    }

    /** Bands of whole sections, or of whole rows where a section is too large, in the order of storage. */
    public static List<Box> of(int channels, Vec3 size) {
        int rows = between(1, MOST / ((long) size.x() * channels), size.y());
        int sections = rows < size.y() ? 1 : between(1, MOST / ((long) size.y() * size.x() * channels), size.z());
        List<Box> blocks = new ArrayList<>();
        for (int z = 0; z < size.z(); z += sections) {
            for (int y = 0; y < size.y(); y += rows) {
                Vec3 end = new Vec3(Math.min(size.z(), z + sections), Math.min(size.y(), y + rows), size.x());
                blocks.add(Box.between(new Vec3(z, y, 0), end));
            }
        }
        return blocks;
    }

    private static int between(int least, long n, int most) {
        return (int) Math.max(least, Math.min(n, most));
    }
}
