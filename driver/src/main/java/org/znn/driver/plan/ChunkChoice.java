package org.znn.driver.plan;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.znn.common.geometry.Vec3;

/** Chooses the storage chunk of an output: a pass, or equal parts or a multiple of one; a block is whole chunks. */
public final class ChunkChoice {

    /** 1 MiB of float32: small enough to look at a part of a volume, large enough to compress and seek well. */
    private static final long MOST_VOXELS = 1 << 18;

    /** Axes that only divide into more parts than this stay whole. */
    private static final int MOST_PARTS = 7;

    private ChunkChoice() {
    }

    /**
     * Equal parts of a pass of at most 2^18 voxels where its sizes divide so, the longest axis divided first; of small
     * passes so many together, along x, then y, then z, as the limit and the block allow.
     */
    public static Vec3 of(Vec3 pass, Vec3 block) {
        Vec3 chunk = part(pass.min(block));
        for (int axis = 2; axis >= 0; axis--) {
            chunk = lengthened(chunk, block, axis);
        }
        return chunk;
    }

    /** The longest multiple along an axis, or the whole block, that is within the limit and divides the block. */
    private static Vec3 lengthened(Vec3 chunk, Vec3 block, int axis) {
        int whole = block.get(axis);
        for (long times = Math.min(whole, MOST_VOXELS / chunk.product() + 1); times > 1; times--) {
            Vec3 longer = chunk.with(axis, (int) Math.min(times * chunk.get(axis), whole));
            if (whole % longer.get(axis) == 0 && longer.product() <= MOST_VOXELS) {
                return longer;
            }
        }
        return chunk;
    }

    private static Vec3 part(Vec3 pass) {
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
