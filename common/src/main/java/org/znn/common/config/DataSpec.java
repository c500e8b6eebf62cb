package org.znn.common.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.network.NetworkSpec;
import org.znn.common.problem.Problems;

/**
 * The data of a job ({@code .spec}; ZNN-SEMANTICS 7.1).
 *
 * @param images  by number
 * @param labels  by number
 * @param samples by number
 */
public record DataSpec(Map<Integer, ImageSpec> images, Map<Integer, LabelSpec> labels,
        Map<Integer, SampleSpec> samples) {

    public DataSpec {
        images = new TreeMap<>(images);
        labels = new TreeMap<>(labels);
        samples = new TreeMap<>(samples);
    }

    /**
     * The samples of a range, fitted to a network. A sample that does not exist or does not fit, and a file that
     * is not there, become errors; the sample is then left out.
     *
     * @param labelled whether a label is needed for at least one output
     */
    public List<Sample> fit(SampleRange range, NetworkSpec network, boolean labelled, Problems problems) {
        SampleFitter fitter = new SampleFitter(this, network, labelled, problems);
        return range.numbers().stream().flatMap(n -> fitter.fit(n, range.where()).stream()).toList();
    }
}
