package org.znn.common.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.problem.Problems;
import org.znn.common.volume.Precision;

/**
 * What a network's HDF5 file holds.
 *
 * @param path      it was read from
 * @param precision of its arrays
 * @param options   of each node and edge as text, by the group's name, then by key
 * @param weights   filters in (z, y, x) order, and biases, by name
 * @param momentum  of the weights, in the same shapes; what the file lacks is absent
 * @param curve     the learning curve, empty where there is none
 * @param resume    what a run of this program left to go on with; empty where another program wrote the file
 */
public record NetworkFile(String path, Precision precision, Map<String, Map<String, String>> options, Weights weights,
        Weights momentum, LearningCurve curve, Optional<ResumePoint> resume) {

    public NetworkFile {
        options = new TreeMap<>(options);
    }

    /** The network its groups describe; empty, with the reasons among the problems, where they are not a network. */
    public Optional<NetworkSpec> network(Problems problems) {
        List<Group> groups = new ArrayList<>();
        options.forEach((name, written) -> {
            boolean edge = written.containsKey("input") && written.containsKey("output");
            Group group = Group.open(edge ? Group.Kind.EDGE : Group.Kind.NODE, name, path, 0);
            group.options().putAll(written);
            groups.add(group);
        });
        return NetworkAssembly.assemble(path, groups, problems);
    }
}
