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
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;

/**
 * Selects the size of a pass. A larger pass computes less context per output voxel but needs more memory. Of all passes
 * that fit, the smallest within a few per cent of the least work is selected.
 */
public final class PassSizeSelector {

    /** Work per voxel relative to the best pass up to which a smaller pass is preferred. */
    private static final double TOLERANCE = 1.03;
    /** Work per voxel relative to the best pass up to which a pass that keeps every executor busy is preferred. */
    private static final double PARALLELISM_TOLERANCE = 1.5;
    /** Voxels of a vector; rows of a pass that does not span the volume are a multiple of it. */
    private static final int LANES = 16;
    /** Maximum number of equal pieces into which an axis is divided. */
    private static final int MAX_PIECES = 64;

    private final Vec3 extent;
    private final PassCost cost;
    private final long memory;

    /**
     * Creates a selector for one sample.
     *
     * @param extent output voxels of the sample
     * @param memory bytes that an executor has for passes
     */
    public PassSizeSelector(Vec3 extent, PassCost cost, long memory) {
        this.extent = extent;
        this.cost = cost;
        this.memory = memory;
    }

    /**
     * Returns the pass of least work that fits.
     *
     * @param minPasses desired number of passes in the sample, so that every executor has some; ignored if that would
     *                  increase the work by more than half
     * @return empty if not even a pass of one voxel fits
     */
    public Optional<Vec3> select(long minPasses) {
        Map<Vec3, Double> works = new HashMap<>();
        candidates().stream().filter(p -> cost.mayFit(p, memory))
                .forEach(p -> works.put(p, perVoxel(p, cost.workLowerBound(p))));
        Map<Vec3, Double> parallel = new HashMap<>(works);
        parallel.keySet().removeIf(p -> extent.ceilDiv(p).product() < minPasses);
        Optional<Vec3> best = leastWork(works);
        Optional<Vec3> bestParallel = leastWork(parallel);
        return bestParallel
                .filter(p -> workPerVoxel(p) <= PARALLELISM_TOLERANCE * workPerVoxel(best.orElseThrow()))
                .or(() -> best);
    }

    /** Returns the largest pass that fits and does not exceed the requested size along any axis. */
    public Optional<Vec3> nearestFitting(Vec3 requested) {
        return candidates().stream().filter(requested::allAtLeast).filter(p -> cost.mayFit(p, memory))
                .sorted(Comparator.comparingLong(Vec3::product).reversed()).filter(p -> cost.bytes(p) <= memory)
                .findFirst();
    }

    /**
     * Returns the smallest pass within the tolerance of the least work. Ranks candidates by a lower bound of their work
     * and computes the exact work lazily, until the best candidate's work is exact.
     *
     * @param works lower bounds of the work per voxel by pass size; replaced by exact values on the way
     */
    private Optional<Vec3> leastWork(Map<Vec3, Double> works) {
        Set<Vec3> exact = new HashSet<>();
        while (true) {
            double least = works.values().stream().mapToDouble(w -> w).min().orElse(Double.POSITIVE_INFINITY);
            if (least == Double.POSITIVE_INFINITY) {
                return Optional.empty();
            }
            Vec3 pass = works.entrySet().stream().filter(e -> e.getValue() <= TOLERANCE * least)
                    .map(Map.Entry::getKey).min(Comparator.comparingLong(Vec3::product)
                            .thenComparing(Comparator.comparingInt(Vec3::x).reversed())
                            .thenComparing(Vec3::toString)).orElseThrow();
            if (!exact.add(pass)) {
                return Optional.of(pass);
            }
            works.put(pass, cost.bytes(pass) <= memory ? workPerVoxel(pass) : Double.POSITIVE_INFINITY);
        }
    }

    /** Returns the work of all passes of the sample divided by its voxels. */
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

    /** Returns 1, the unit, and the lengths of 1, 2, 3, … equal pieces of an axis, rounded up to whole units. */
    private static TreeSet<Integer> pieces(int extent, int unit) {
        TreeSet<Integer> sizes = new TreeSet<>();
        for (int n = 1; n <= Math.min(extent, MAX_PIECES); n += Math.max(1, n / 4)) {
            sizes.add((int) Math.min(extent, IntMath.roundUp((long) IntMath.ceilDiv(extent, n), unit)));
        }
        sizes.add(Math.min(extent, unit));
        sizes.add(1);
        return sizes;
    }
}
