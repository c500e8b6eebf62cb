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
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.problem.Problems;
import org.znn.common.problem.Suggestion;
import org.znn.common.text.MissingFile;
import org.znn.common.text.UserPath;
import org.znn.common.volume.file.VolumePath;

/** Fits samples to a network's inputs and outputs; what does not fit becomes an error. */
final class SampleFitter {

    private final DataSpec data;
    private final NetworkSpec network;
    private final boolean labelled;
    private final Problems problems;
    private final Set<String> nodes;
    /** Sections whose files were looked for, so that each is reported once. */
    private final Set<String> looked = new HashSet<>();

    SampleFitter(DataSpec data, NetworkSpec network, boolean labelled, Problems problems) {
        this.data = data;
        this.network = network;
        this.labelled = labelled;
        this.problems = problems;
        nodes = Stream.concat(network.inputs().stream(), network.outputs().stream()).map(SampleFitter::key)
                .collect(Collectors.toSet());
    }

    Optional<Sample> fit(int number, String where) {
        SampleSpec spec = data.samples().get(number);
        if (spec == null) {
            problems.error(where, "there is no [sample" + number + "]", data.samples().isEmpty()
                    ? "no samples are defined" : "defined are samples " + text(data.samples().keySet()));
            return Optional.empty();
        }
        int before = problems.errors().size();
        checkKeys(spec);
        Map<String, ImageSpec> inputs = new TreeMap<>();
        for (NodeSpec node : network.inputs()) {
            Integer image = spec.nodes().get(key(node));
            if (image == null && !spec.lines().containsKey(key(node))) {
                problems.error(spec.where(), "[sample" + number + "] has no image for the input '" + node.name()
                        + "' of " + network.source(), "add '" + node.name() + " = N' with the number of an image");
            } else if (image != null) {
                section(spec, node, "image", data.images()).ifPresent(i -> inputs.put(node.name(), i));
            }
        }
        Map<String, LabelSpec> labels = new TreeMap<>();
        if (labelled) {
            network.outputs().stream().filter(n -> spec.nodes().containsKey(key(n))).forEach(node ->
                    section(spec, node, "label", data.labels()).ifPresent(l -> labels.put(node.name(), l)));
            if (network.outputs().stream().noneMatch(n -> spec.lines().containsKey(key(n)))) {
                problems.error(spec.where(), "[sample" + number + "] has no label for any output of "
                        + network.source(), "add '" + network.outputs().get(0).name()
                        + " = N' with the number of a label");
            }
        }
        inputs.values().forEach(i -> look(i.where(), "[image" + i.number() + "]", i.files()));
        labels.values().forEach(l -> look(l.where(), "[label" + l.number() + "]",
                Stream.concat(l.files().stream(), l.masks().stream()).toList()));
        return problems.errors().size() > before ? Optional.empty() : Optional.of(new Sample(number, inputs, labels));
    }

    private <T> Optional<T> section(SampleSpec spec, NodeSpec node, String kind, Map<Integer, T> known) {
        int number = spec.nodes().get(key(node));
        if (!known.containsKey(number)) {
            problems.error(spec.lines().get(key(node)), "there is no [" + kind + number + "]",
                    known.isEmpty() ? "add that section" : "defined are " + kind + "s " + text(known.keySet()));
        }
        return Optional.ofNullable(known.get(number));
    }

    /** A key that is no node is a slip where it is like one that is missing; else it belongs to another network. */
    private void checkKeys(SampleSpec spec) {
        Set<String> absent = new HashSet<>(nodes);
        absent.removeAll(spec.lines().keySet());
        spec.lines().forEach((key, where) -> {
            if (!nodes.contains(key)) {
                Optional<String> near = Suggestion.nearest(key, absent);
                String what = "'" + key + "' of [sample" + spec.number() + "] is neither input nor output of "
                        + network.source();
                if (near.isPresent()) {
                    problems.error(where, what, "did you mean '" + near.get() + "'?");
                } else {
                    problems.warn(where, what + " and is ignored", "");
                }
            }
        });
    }

    private void look(String where, String section, List<String> files) {
        if (looked.add(section)) {
            files.stream().map(f -> VolumePath.parse(f).file()).filter(f -> !isThere(f))
                    .forEach(f -> problems.error(where, "the file " + f + " of " + section + " does not exist",
                            MissingFile.remedy(Path.of(f))));
        }
    }

    /** Whether it is there as far as can be told here. */
    private static boolean isThere(String file) {
        try {
            return UserPath.isUri(file) || Files.exists(Path.of(file));
        } catch (InvalidPathException e) {
            return true;
        }
    }

    /** Keys of a section are in lower case. */
    private static String key(NodeSpec node) {
        return node.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Collection<Integer> numbers) {
        return numbers.stream().limit(20).map(String::valueOf).collect(Collectors.joining(", "))
                + (numbers.size() > 20 ? " …" : "");
    }
}
