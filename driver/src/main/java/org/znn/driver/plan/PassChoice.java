package org.znn.driver.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.znn.common.geometry.Vec3;

/**
 * Chooses the size of a pass. A larger pass computes less context for each output voxel but needs more memory; of all
 * passes that fit, the smallest within a few per cent of the least work is taken.
 */
public final class PassChoice {

    /** More work per voxel than the best pass by this factor is accepted for a smaller pass. */
    private static final double NEAR_ENOUGH = 1.03;
    /** Rows of a pass that does not span the volume are whole vectors of this many voxels. */
    private static final int LANES = 16;
    private static final int MOST_PIECES = 64;

    private final Vec3 extent;
    private final PassCost cost;
    private final long memory;

    /**
     * For one sample.
     *
     * @param extent output voxels of the sample
     * @param memory bytes a pass may take
     */
    public PassChoice(Vec3 extent, PassCost cost, long memory) {
        this.extent = extent;
        this.cost = cost;
        this.memory = memory;
    }

    /**
     * The pass of least work that fits.
     *
     * @param atLeastPasses how many passes there should be, so that every executor has some; kept unless that would
     *                      make the work much more
     * @return empty where not even a pass of one voxel fits
     */
    public Optional<Vec3> best(long atLeastPasses) {
        Map<Vec3, Double> works = new HashMap<>();
        candidates().stream().filter(p -> cost.mayFit(p, memory))
                .forEach(p -> works.put(p, perVoxel(p, cost.leastWork(p))));
        Map<Vec3, Double> enough = new HashMap<>(works);
        enough.keySet().removeIf(p -> extent.ceilDiv(p).product() < atLeastPasses);
        Optional<Vec3> overall = leastWork(works);
        Optional<Vec3> spread = leastWork(enough);
        return spread.filter(p -> workPerVoxel(p) <= 1.5 * workPerVoxel(overall.orElseThrow())).or(() -> overall);
    }

    /** The largest pass no larger than the wanted one along any axis that fits; for messages. */
    public Optional<Vec3> nearestFitting(Vec3 wanted) {
        return candidates().stream().filter(wanted::allAtLeast).filter(p -> cost.mayFit(p, memory))
                .sorted(Comparator.comparingLong(Vec3::product).reversed()).filter(p -> cost.bytes(p) <= memory)
                .findFirst();
    }

    /**
     * The smallest of the passes of about the least work. What they take at least decides first; that of one that would
     * be taken is then worked out, until one is taken for what it really takes.
     */
    private Optional<Vec3> leastWork(Map<Vec3, Double> works) {
        Set<Vec3> exact = new HashSet<>();
        while (true) {
            double least = works.values().stream().mapToDouble(w -> w).min().orElse(Double.POSITIVE_INFINITY);
            if (least == Double.POSITIVE_INFINITY) {
                return Optional.empty();
            }
            Vec3 pass = works.entrySet().stream().filter(e -> e.getValue() <= NEAR_ENOUGH * least)
                    .map(Map.Entry::getKey).min(Comparator.comparingLong(Vec3::product)
                            .thenComparing(Comparator.comparingInt(Vec3::x).reversed())
                            .thenComparing(Vec3::toString)).orElseThrow();
            if (!exact.add(pass)) {
                return Optional.of(pass);
            }
            works.put(pass, cost.bytes(pass) <= memory ? workPerVoxel(pass) : Double.POSITIVE_INFINITY);
        }
    }

    /** Work of all passes over the voxels of the sample. */
    private double workPerVoxel(Vec3 pass) {
        return perVoxel(pass, cost.work(pass));
    }

    private double perVoxel(Vec3 pass, double work) {
        return work * extent.ceilDiv(pass).product() / extent.product();
    }

    private List<Vec3> candidates() {
        List<Vec3> candidates = new ArrayList<>();
        for (int z : pieces(extent.z(), 1)) {
            for (int y : pieces(extent.y(), 1)) {
                for (int x : pieces(extent.x(), LANES)) {
                    candidates.add(new Vec3(z, y, x));
                }
            }
        }
        return candidates;
    }

    /** The axis cut into 1, 2, 3, … equal pieces, rounded up to whole units, and single voxels. */
    private static TreeSet<Integer> pieces(int extent, int unit) {
        TreeSet<Integer> sizes = new TreeSet<>();
        for (int n = 1; n <= Math.min(extent, MOST_PIECES); n += Math.max(1, n / 4)) {
            int size = (extent + n - 1) / n;
            sizes.add(Math.min(extent, (size + unit - 1) / unit * unit));
        }
        sizes.add(Math.min(extent, unit));
        sizes.add(1);
        return sizes;
    }
}
