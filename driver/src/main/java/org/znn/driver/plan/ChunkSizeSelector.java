package org.znn.driver.plan;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.znn.common.geometry.Vec3;

/**
 * Selects the storage chunk of an output: a pass, equal parts of it, or a multiple of it, so that chunks tile a block.
 */
final class ChunkSizeSelector {

    /** 1 MiB of float32: small enough to view part of a volume, large enough to compress and seek well. */
    private static final long MAX_VOXELS = 1 << 18;

    /** Largest divisor by which an axis is split; an axis without a divisor up to this stays whole. */
    private static final int MAX_PARTS = 7;

    private ChunkSizeSelector() {
    }

    /**
     * Returns the chunk size for blocks of a size. A pass of more than 2^18 voxels is split into equal parts where its
     * size allows, longest axis first; smaller passes are joined along x, then y, then z up to 2^18 voxels.
     */
    static Vec3 select(Vec3 pass, Vec3 block) {
        Vec3 chunk = split(pass.min(block));
        for (int axis = 2; axis >= 0; axis--) {
            chunk = extended(chunk, block, axis);
        }
        return chunk;
    }

    /** Extends a chunk along an axis to the longest multiple, or to the whole block, that divides the block. */
    private static Vec3 extended(Vec3 chunk, Vec3 block, int axis) {
        int whole = block.get(axis);
        for (long times = Math.min(whole, MAX_VOXELS / chunk.product() + 1); times > 1; times--) {
            Vec3 candidate = chunk.with(axis, (int) Math.min(times * chunk.get(axis), whole));
            if (whole % candidate.get(axis) == 0 && candidate.product() <= MAX_VOXELS) {
                return candidate;
            }
        }
        return chunk;
    }

    private static Vec3 split(Vec3 pass) {
        Vec3 chunk = pass;
        while (chunk.product() > MAX_VOXELS) {
            Vec3 whole = chunk;
            OptionalInt axis = IntStream.of(2, 1, 0).filter(a -> divisor(whole.get(a)) <= MAX_PARTS)
                    .reduce((a, b) -> whole.get(b) > whole.get(a) ? b : a);
            if (axis.isEmpty()) {
                return chunk;
            }
            int size = chunk.get(axis.getAsInt());
            chunk = chunk.with(axis.getAsInt(), size / divisor(size));
        }
        return chunk;
    }

    /** Returns the smallest divisor above 1, or a value above {@link #MAX_PARTS} if there is none up to that limit. */
    private static int divisor(int size) {
        int divisor = 2;
        while (divisor <= MAX_PARTS && size % divisor != 0) {
            divisor++;
        }
        return size == 1 ? Integer.MAX_VALUE : divisor;
    }
}
