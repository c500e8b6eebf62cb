package org.znn.common.sample;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.znn.common.config.Preprocessing;

/**
 * (v − subtract) · scale, by channel and z section: what a {@link Preprocessing} comes to for one image.
 *
 * @param subtract [channel][z], or one z for all
 * @param scale    likewise
 */
public record Normalization(double[][] subtract, double[][] scale) implements Serializable {

    /** Leaves every value as it is. */
    public static Normalization identity(int channels) {
        double[][] ones = new double[channels][1];
        Arrays.stream(ones).forEach(row -> row[0] = 1);
        return new Normalization(new double[channels][1], ones);
    }

    /**
     * From the statistics of each section.
     *
     * @param preprocessing of each channel
     * @param sections      [channel][z]
     */
    public static Normalization of(List<Preprocessing> preprocessing, List<List<SectionStatistics>> sections) {
        double[][] subtract = new double[sections.size()][];
        double[][] scale = new double[sections.size()][];
        for (int c = 0; c < sections.size(); c++) {
            Preprocessing what = preprocessing.get(c);
            List<SectionStatistics> groups = what == Preprocessing.STANDARD_2D ? sections.get(c)
                    : List.of(sections.get(c).stream().reduce(SectionStatistics.NONE, SectionStatistics::merge));
            subtract[c] = new double[groups.size()];
            scale[c] = new double[groups.size()];
            for (int z = 0; z < groups.size(); z++) {
                SectionStatistics s = groups.get(z);
                if (what == Preprocessing.NONE) {
                    scale[c][z] = 1;
                } else if (what == Preprocessing.SYMMETRIC_RESCALE) {
                    double half = (s.max() - s.min()) / 2;
                    subtract[c][z] = s.min() + half;
                    scale[c][z] = half == 0 ? 0 : 1 / half;
                } else {
                    subtract[c][z] = s.mean();
                    scale[c][z] = s.deviation() == 0 ? 0 : 1 / s.standardDeviation();
                }
            }
        }
        return new Normalization(subtract, scale);
    }

    /** What is subtracted from the values of a section. */
    public double subtract(int channel, int z) {
        double[] of = subtract[channel];
        return of[of.length == 1 ? 0 : z];
    }

    /** What the difference is multiplied by. */
    public double scale(int channel, int z) {
        double[] of = scale[channel];
        return of[of.length == 1 ? 0 : z];
    }
}
