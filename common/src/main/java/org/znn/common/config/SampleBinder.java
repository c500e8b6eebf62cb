package org.znn.common.config;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;

/** Binds the images and labels of samples to a network's inputs and outputs; reports every mismatch. */
final class SampleBinder {

    private final DataSpec data;
    private final NetworkSpec network;
    private final boolean labelRequired;
    private final Diagnostics diagnostics;
    private final Set<String> nodes;
    private final DataFiles files;

    SampleBinder(DataSpec data, NetworkSpec network, boolean labelRequired, Diagnostics diagnostics) {
        this.data = data;
        this.network = network;
        this.labelRequired = labelRequired;
        this.diagnostics = diagnostics;
        files = new DataFiles(diagnostics);
        nodes = Stream.concat(network.inputs().stream(), network.outputs().stream()).map(SampleBinder::key)
                .collect(Collectors.toSet());
    }

    Optional<Sample> bind(int number, String location) {
        SampleSpec spec = data.samples().get(number);
        if (spec == null) {
            if (!data.samples().isEmpty()) {
                reportUndefined(number, location, data, diagnostics);
            }
            return Optional.empty();
        }
        int before = diagnostics.errors().size();
        Set<String> mistyped = checkKeys(spec);
        Map<String, ImageSpec> inputs = new TreeMap<>();
        for (NodeSpec node : network.inputs()) {
            Integer image = spec.sectionNumbers().get(key(node));
            if (image == null && !spec.locations().containsKey(key(node)) && !mistyped.contains(key(node))) {
                diagnostics.error(spec.location(), "[sample" + number + "] has no image for the input '" + node.name()
                        + "' of " + network.source(), "add '" + node.name() + " = N' with the number of an image");
            } else if (image != null) {
                section(spec, node, "image", data.images()).ifPresent(i -> inputs.put(node.name(), i));
            }
        }
        Map<String, LabelSpec> labels = new TreeMap<>();
        if (labelRequired) {
            network.outputs().stream().filter(n -> spec.sectionNumbers().containsKey(key(n))).forEach(node ->
                    section(spec, node, "label", data.labels()).ifPresent(l -> labels.put(node.name(), l)));
            if (network.outputs().stream().map(SampleBinder::key)
                    .noneMatch(key -> spec.locations().containsKey(key) || mistyped.contains(key))) {
                diagnostics.error(spec.location(), "[sample" + number + "] has no label for any output of "
                        + network.source(), "add '" + network.outputs().get(0).name()
                        + " = N' with the number of a label");
            }
        }
        inputs.values().forEach(files::check);
        labels.values().forEach(files::check);
        boolean allLegal = spec.sectionNumbers().keySet().equals(spec.locations().keySet());
        return diagnostics.errors().size() > before || !allLegal ? Optional.empty()
                : Optional.of(new Sample(number, inputs, labels));
    }

    /** Reports that the job names a sample that the data specification does not define. */
    static void reportUndefined(int number, String location, DataSpec data, Diagnostics diagnostics) {
        diagnostics.error(location, "there is no [sample" + number + "]",
                "defined samples: " + text(data.samples().keySet()));
    }

    private <T> Optional<T> section(SampleSpec spec, NodeSpec node, String kind, Map<Integer, T> known) {
        int number = spec.sectionNumbers().get(key(node));
        if (!known.containsKey(number)) {
            diagnostics.error(spec.locations().get(key(node)), "there is no [" + kind + number + "]",
                    known.isEmpty() ? "add that section" : "defined " + kind + "s: " + text(known.keySet()));
        }
        return Optional.ofNullable(known.get(number));
    }

    /**
     * Checks the keys that name no node: one similar to a missing node is an error, as it is probably mistyped; any
     * other gives a warning, as it probably belongs to another network.
     *
     * @return keys of the nodes that mistyped keys probably mean
     */
    private Set<String> checkKeys(SampleSpec spec) {
        Set<String> mistyped = new HashSet<>();
        Set<String> unassigned = new HashSet<>(nodes);
        unassigned.removeAll(spec.locations().keySet());
        spec.locations().forEach((key, location) -> {
            if (!nodes.contains(key)) {
                Optional<String> nearest = Suggestion.nearest(key, unassigned);
                String message = "'" + key + "' of [sample" + spec.number() + "] is neither input nor output of "
                        + network.source();
                if (nearest.isPresent()) {
                    mistyped.add(nearest.get());
                    diagnostics.error(location, message, "did you mean '" + nearest.get() + "'?");
                } else {
                    diagnostics.warn(location, message + " and is ignored", "");
                }
            }
        });
        return mistyped;
    }

    /** Returns the key of a node in [sampleN] sections: its name in lower case. */
    private static String key(NodeSpec node) {
        return node.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Collection<Integer> numbers) {
        return numbers.stream().limit(20).map(String::valueOf).collect(Collectors.joining(", "))
                + (numbers.size() > 20 ? " …" : "");
    }
}
