package org.znn.common.network;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;

/** Ties weights within a kernel ({@code repeat} of a conv edge; ZNN-SEMANTICS 1.3). */
public final class WeightTying {

    private WeightTying() {
    }

    /** Replaces every block of the given size within each kernel by its mean. */
    public static Filters apply(Filters filters, Vec3 block) {
        if (block.equals(Vec3.ONE)) {
            return filters;
        }
        Vec3 k = filters.size();
        double[] tied = new double[filters.values().length];
        Vec3 blocks = k.floorDiv(block);
        double[] sums = new double[Math.toIntExact(blocks.product())];
        int volume = Math.toIntExact(k.product());
        for (int kernel = 0; kernel < tied.length; kernel += volume) {
            Arrays.fill(sums, 0);
            for (int i = 0; i < volume; i++) {
                sums[blockOf(i, k, block, blocks)] += filters.values()[kernel + i];
            }
            for (int i = 0; i < volume; i++) {
                tied[kernel + i] = sums[blockOf(i, k, block, blocks)] / block.product();
            }
        }
        return new Filters(filters.in(), filters.out(), k, tied);
    }

    private static int blockOf(int i, Vec3 k, Vec3 block, Vec3 blocks) {
        int z = i / (k.y() * k.x()) / block.z();
        int y = i / k.x() % k.y() / block.y();
        int x = i % k.x() / block.x();
        return (z * blocks.y() + y) * blocks.x() + x;
    }
}
