package org.znn.driver.plan;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.znn.common.geometry.Vec3;

/** Chooses the storage chunk of an output: a pass, or equal parts of one, so that a block is whole chunks. */
public final class ChunkChoice {

    /** 1 MiB of float32: small enough to look at a part of a volume, large enough to compress and seek well. */
    private static final long MOST_VOXELS = 1 << 18;

    /** Axes that only divide into more parts than this stay whole. */
    private static final int MOST_PARTS = 7;

    private ChunkChoice() {
    }

    /** Equal parts of a pass of at most 2^18 voxels where its sizes divide so; the longest axis is divided first. */
    public static Vec3 of(Vec3 pass) {
        Vec3 chunk = pass;
        while (chunk.product() > MOST_VOXELS) {
            Vec3 whole = chunk;
            OptionalInt axis = IntStream.of(2, 1, 0).filter(a -> divisor(whole.get(a)) <= MOST_PARTS)
                    .reduce((a, b) -> whole.get(b) > whole.get(a) ? b : a);
            if (axis.isEmpty()) {
                return chunk;
            }
            int size = chunk.get(axis.getAsInt());
            chunk = chunk.with(axis.getAsInt(), size / divisor(size));
        }
        return chunk;
    }

    /** The least divisor above 1; beyond reach for 1 itself. */
    private static int divisor(int size) {
        int divisor = 2;
        while (divisor <= MOST_PARTS && size % divisor != 0) {
            divisor++;
        }
        return size == 1 ? Integer.MAX_VALUE : divisor;
    }
}
