package org.znn.common.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.NetworkSpec;

/**
 * Images, labels and samples of a job ({@code .spec}; ZNN-SEMANTICS 7.1).
 *
 * @param images  [imageN] sections by N
 * @param labels  [labelN] sections by N
 * @param samples [sampleN] sections by N
 */
public record DataSpec(Map<Integer, ImageSpec> images, Map<Integer, LabelSpec> labels,
        Map<Integer, SampleSpec> samples) {

    public DataSpec {
        images = new TreeMap<>(images);
        labels = new TreeMap<>(labels);
        samples = new TreeMap<>(samples);
    }

    /**
     * Binds the samples of a range to the inputs and outputs of a network. A sample that is undefined, does not match
     * the network or refers to a missing file is reported as an error and omitted.
     *
     * @param labelRequired whether each sample must have a label for at least one output
     */
    public List<Sample> bindSamples(SampleRange range, NetworkSpec network, boolean labelRequired,
            Diagnostics diagnostics) {
        SampleBinder binder = new SampleBinder(this, network, labelRequired, diagnostics);
        return range.numbers().stream().flatMap(n -> binder.bind(n, range.location()).stream()).toList();
    }
}
