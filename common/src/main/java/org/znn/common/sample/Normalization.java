package org.znn.common.sample;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.znn.common.config.Preprocessing;

/**
 * An affine normalization {@code (v - offset) * scale} per channel and z section, derived from the {@link
 * Preprocessing} of an image.
 *
 * @param offset value subtracted from every voxel, as {@code [channel][z]}; a row of length 1 applies to all sections
 * @param scale  factor applied after the subtraction, in the same layout
 */
public record Normalization(double[][] offset, double[][] scale) implements Serializable {

    /** Returns a normalization that leaves every value unchanged. */
    public static Normalization identity(int channels) {
        double[][] ones = new double[channels][1];
        Arrays.stream(ones).forEach(row -> row[0] = 1);
        return new Normalization(new double[channels][1], ones);
    }

    /**
     * Derives the normalization from the statistics of each section.
     *
     * @param preprocessing preprocessing of each channel
     * @param sections      statistics as {@code [channel][z]}
     */
    public static Normalization of(List<Preprocessing> preprocessing, List<List<SectionStatistics>> sections) {
        double[][] subtract = new double[sections.size()][];
        double[][] scale = new double[sections.size()][];
        for (int c = 0; c < sections.size(); c++) {
            Preprocessing type = preprocessing.get(c);
            List<SectionStatistics> groups = type == Preprocessing.STANDARD_2D ? sections.get(c)
                    : List.of(sections.get(c).stream().reduce(SectionStatistics.EMPTY, SectionStatistics::merge));
            subtract[c] = new double[groups.size()];
            scale[c] = new double[groups.size()];
            for (int z = 0; z < groups.size(); z++) {
                SectionStatistics s = groups.get(z);
                if (type == Preprocessing.NONE) {
                    scale[c][z] = 1;
                } else if (type == Preprocessing.SYMMETRIC_RESCALE) {
                    double half = (s.max() - s.min()) / 2;
                    subtract[c][z] = s.min() + half;
                    scale[c][z] = half == 0 ? 0 : 1 / half;
                } else {
                    subtract[c][z] = s.mean();
                    scale[c][z] = s.squaredDeviations() == 0 ? 0 : 1 / s.standardDeviation();
                }
            }
        }
        return new Normalization(subtract, scale);
    }

    /** Returns the value subtracted from the voxels of a section. */
    public double offset(int channel, int z) {
        double[] sections = offset[channel];
        return sections[sections.length == 1 ? 0 : z];
    }

    /** Returns the factor applied to the voxels of a section after the subtraction. */
    public double scale(int channel, int z) {
        double[] sections = scale[channel];
        return sections[sections.length == 1 ? 0 : z];
    }
}
