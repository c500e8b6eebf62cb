package org.znn.common.config;

import java.util.LinkedHashMap;
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
     * Binds the samples of ranges to the inputs and outputs of a network, each once. A sample that is undefined, does
     * not match the network or refers to a missing file is reported as an error and omitted; if no sample is defined at
     * all, {@link JobFile#dataSpec} has reported it.
     *
     * @param labelRequired whether each sample must have a label for at least one output
     */
    public List<Sample> bindSamples(List<SampleRange> ranges, NetworkSpec network, boolean labelRequired,
            Diagnostics diagnostics) {
        SampleBinder binder = new SampleBinder(this, network, labelRequired, diagnostics);
        Map<Integer, String> locations = new LinkedHashMap<>();
        ranges.forEach(range -> range.numbers().forEach(n -> locations.putIfAbsent(n, range.location())));
        return locations.entrySet().stream()
                .flatMap(sample -> binder.bind(sample.getKey(), sample.getValue()).stream()).toList();
    }

    /**
     * Checks the samples of ranges as far as that is possible without a network: that they, and the sections that they
     * name, are defined, and that the files of their images exist.
     */
    public void checkSamples(List<SampleRange> ranges, Diagnostics diagnostics) {
        UnboundSamples unbound = new UnboundSamples(this, diagnostics);
        ranges.forEach(range -> range.numbers().forEach(number -> unbound.check(number, range.location())));
    }

    /**
     * Returns the range of all samples that are defined, to check them if that of the job cannot be read.
     *
     * @param location {@code file:line} of the job's range
     */
    public SampleRange everySample(String location) {
        return new SampleRange(List.copyOf(samples.keySet()), location);
    }
}
