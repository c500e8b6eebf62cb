package org.znn.common.sample;

import java.io.Serializable;
import org.znn.common.volume.Volume;

/**
 * Count, mean, sum of squared deviations, minimum and maximum of a set of voxels. Merged pairwise (Chan, Golub &amp;
 * LeVeque 1983), so that precision depends neither on the size of an image nor on its mean.
 *
 * @param count             number of voxels
 * @param mean              mean of the voxels; 0 for an empty set
 * @param squaredDeviations sum of squared deviations from the mean, Σ (v − mean)²
 * @param min               smallest voxel; +∞ for an empty set
 * @param max               largest voxel; −∞ for an empty set
 */
public record SectionStatistics(long count, double mean, double squaredDeviations, double min, double max)
        implements Serializable {

    public static final SectionStatistics EMPTY =
            new SectionStatistics(0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** Computes the statistics of one z section of one channel. */
    public static SectionStatistics of(Volume volume, int channel, int z) {
        long count = (long) volume.size().y() * volume.size().x();
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int y = 0; y < volume.size().y(); y++) {
            for (int x = 0; x < volume.size().x(); x++) {
                double v = volume.get(channel, z, y, x);
                sum += v;
                min = Math.min(min, v);
                max = Math.max(max, v);
            }
        }
        double mean = sum / count;
        double deviation = 0;
        for (int y = 0; y < volume.size().y(); y++) {
            for (int x = 0; x < volume.size().x(); x++) {
                double d = volume.get(channel, z, y, x) - mean;
                deviation += d * d;
            }
        }
        return new SectionStatistics(count, mean, deviation, min, max);
    }

    /** Returns the statistics of the union of two disjoint sets. */
    public SectionStatistics merge(SectionStatistics o) {
        if (count == 0 || o.count == 0) {
            return count == 0 ? o : this;
        }
        long n = count + o.count;
        double delta = o.mean - mean;
        return new SectionStatistics(n, mean + delta * o.count / n,
                squaredDeviations + o.squaredDeviations + delta * delta * ((double) count * o.count / n),
                Math.min(min, o.min), Math.max(max, o.max));
    }

    /** Returns the population standard deviation, as ZNN computes it. */
    public double standardDeviation() {
        return Math.sqrt(squaredDeviations / count);
    }
}
