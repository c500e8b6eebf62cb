package org.znn.common.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
import org.znn.common.text.MissingFile;
import org.znn.common.text.UserPath;
import org.znn.common.volume.file.VolumePath;

/** Binds the images and labels of samples to a network's inputs and outputs; reports every mismatch. */
final class SampleBinder {

    private final DataSpec data;
    private final NetworkSpec network;
    private final boolean labelRequired;
    private final Diagnostics diagnostics;
    private final Set<String> nodes;
    /** Sections whose files have been checked, so that each missing file is reported once. */
    private final Set<String> checkedSections = new HashSet<>();

    SampleBinder(DataSpec data, NetworkSpec network, boolean labelRequired, Diagnostics diagnostics) {
        this.data = data;
        this.network = network;
        this.labelRequired = labelRequired;
        this.diagnostics = diagnostics;
        nodes = Stream.concat(network.inputs().stream(), network.outputs().stream()).map(SampleBinder::key)
                .collect(Collectors.toSet());
    }

    Optional<Sample> bind(int number, String location) {
        SampleSpec spec = data.samples().get(number);
        if (spec == null) {
            diagnostics.error(location, "there is no [sample" + number + "]", data.samples().isEmpty()
                    ? "no samples are defined" : "defined samples: " + text(data.samples().keySet()));
            return Optional.empty();
        }
        int before = diagnostics.errors().size();
        checkKeys(spec);
        Map<String, ImageSpec> inputs = new TreeMap<>();
        for (NodeSpec node : network.inputs()) {
            Integer image = spec.sectionNumbers().get(key(node));
            if (image == null && !spec.locations().containsKey(key(node))) {
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
            if (network.outputs().stream().noneMatch(n -> spec.locations().containsKey(key(n)))) {
                diagnostics.error(spec.location(), "[sample" + number + "] has no label for any output of "
                        + network.source(), "add '" + network.outputs().get(0).name()
                        + " = N' with the number of a label");
            }
        }
        inputs.values().forEach(i -> checkFiles(i.location(), "[image" + i.number() + "]", i.files()));
        labels.values().forEach(l -> checkFiles(l.location(), "[label" + l.number() + "]",
                Stream.concat(l.files().stream(), l.masks().stream()).toList()));
        return diagnostics.errors().size() > before ? Optional.empty()
                : Optional.of(new Sample(number, inputs, labels));
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
     */
    private void checkKeys(SampleSpec spec) {
        Set<String> unassigned = new HashSet<>(nodes);
        unassigned.removeAll(spec.locations().keySet());
        spec.locations().forEach((key, location) -> {
            if (!nodes.contains(key)) {
                Optional<String> nearest = Suggestion.nearest(key, unassigned);
                String message = "'" + key + "' of [sample" + spec.number() + "] is neither input nor output of "
                        + network.source();
                if (nearest.isPresent()) {
                    diagnostics.error(location, message, "did you mean '" + nearest.get() + "'?");
                } else {
                    diagnostics.warn(location, message + " and is ignored", "");
                }
            }
        });
    }

    private void checkFiles(String location, String section, List<String> files) {
        if (checkedSections.add(section)) {
            files.stream().map(f -> VolumePath.parse(f).file()).filter(f -> !mayExist(f))
                    .forEach(f -> diagnostics.error(location, "the file " + f + " of " + section + " does not exist",
                            MissingFile.remedy(Path.of(f))));
        }
    }

    /** Whether a file exists; true as well for URIs and invalid paths, which cannot be checked here. */
    private static boolean mayExist(String file) {
        try {
            return UserPath.isUri(file) || Files.exists(Path.of(file));
        } catch (InvalidPathException e) {
            return true;
        }
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
