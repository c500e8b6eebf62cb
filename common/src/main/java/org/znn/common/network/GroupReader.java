package org.znn.common.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;

/** Understands single groups: their types, required options and legal values (ZNN-SEMANTICS 1.2 and 1.3). */
final class GroupReader {

    /** No network has more feature maps in one node, or a longer kernel; beyond it is a slip of the pen. */
    private static final int MOST = 1 << 16;

    private static final List<String> NODE_KEYS = List.of("type", "size", "dense", "function", "function_args", "init",
            "init_args", "eta", "momentum", "weight_decay", "load", "seeding", "name", "group_type");
    private static final List<String> EDGE_KEYS = List.of("type", "input", "output", "size", "stride", "init",
            "init_args", "eta", "momentum", "weight_decay", "fft", "repeat", "offset", "ratio", "load", "seeding",
            "name", "group_type");

    private final Problems problems;

    GroupReader(Problems problems) {
        this.problems = problems;
    }

    /** The node, or nothing and the reasons among the problems. */
    Optional<NodeSpec> node(Group group) {
        OptionReader options = new OptionReader(group, problems);
        options.warnOfMistyped(NODE_KEYS);
        int before = problems.errors().size();
        Optional<NodeType> type = options.constant("type", NodeType.class, "type sum");
        Optional<Integer> size = options.whole("size", 1, MOST);
        boolean transfer = type.filter(NodeType.TRANSFER::equals).isPresent();
        Optional<TransferFunction> function =
                transfer ? TransferFunctionReader.read(group, options) : Optional.empty();
        boolean dense = options.number("dense", 0, v -> v == Math.rint(v), "write 0 or 1").orElse(0.0) != 0;
        if (transfer) {
            checkLearning(group, options);
            Optional.ofNullable(group.options().get("init")).filter(List.of("xavier", "msra")::contains)
                    .ifPresent(init -> options.refuse("init", init, "biases have no fan: use zero, constant, uniform, "
                            + "gaussian or bernoulli"));
        }
        return problems.errors().size() > before ? Optional.empty() : Optional.of(
                new NodeSpec(group.name(), type.get(), size.get(), dense, function, group.options(), group.line()));
    }

    /** The edge, or nothing and the reasons among the problems. */
    Optional<EdgeSpec> edge(Group group) {
        OptionReader options = new OptionReader(group, problems);
        options.warnOfMistyped(EDGE_KEYS);
        int before = problems.errors().size();
        Optional<EdgeType> type = options.constant("type", EdgeType.class, "type conv");
        Optional<String> input = options.required("input", "input NODE");
        Optional<String> output = options.required("output", "output NODE");
        Vec3 size = Vec3.ONE;
        Vec3 stride = Vec3.ONE;
        Vec3 repeat = Vec3.ONE;
        Vec3 offset = Vec3.ZERO;
        double keep = 1;
        switch (type.orElse(EdgeType.DUMMY)) {
            case CONV -> {
                size = options.triple("size", 1, MOST).orElse(Vec3.ONE);
                stride = options.triple("stride", 1, MOST, Vec3.ONE).orElse(Vec3.ONE);
                repeat = options.triple("repeat", 1, MOST, Vec3.ONE).orElse(Vec3.ONE);
                if (!size.map(repeat, Math::floorMod).equals(Vec3.ZERO)
                        && problems.errors().size() == before) {
                    options.refuse("repeat", repeat.toString(),
                            "the kernel size " + size + " must be divisible by it along each axis");
                }
                options.flag("fft");
                checkLearning(group, options);
            }
            case MAX_FILTER -> {
                size = options.triple("size", 1, MOST).orElse(Vec3.ONE);
                stride = options.triple("stride", 1, MOST).orElse(Vec3.ONE);
            }
            case MAX_POOL -> {
                size = options.triple("size", 1, MOST).orElse(Vec3.ONE);
                warnOfPoolStride(group, size);
            }
            case CROP -> offset = options.triple("offset", 0, MOST).orElse(Vec3.ZERO);
            case DROPOUT -> keep = options.number("ratio", 0.5, v -> v > 0 && v <= 1,
                    "the ratio of voxels kept is above 0 and at most 1").orElse(1.0);
            default -> { }
        }
        return problems.errors().size() > before ? Optional.empty() : Optional.of(new EdgeSpec(group.name(), type.get(),
                input.get(), output.get(), size, stride, repeat, offset, keep, group.options(), group.line()));
    }

    private void warnOfPoolStride(Group group, Vec3 size) {
        String stride = group.options().get("stride");
        if (stride != null && !stride.equals(size.toString())) {
            problems.warn(group.where("stride"), "'stride " + stride + "' of " + group.title() + " is ignored",
                    "max_pool steps by its size " + size);
        }
    }

    private void checkLearning(Group group, OptionReader options) {
        options.number("eta", 0, v -> v >= 0, "write a number of at least 0");
        options.number("momentum", 0, v -> v >= 0 && v <= 1, "write a number from 0 to 1");
        options.number("weight_decay", 0, v -> v >= 0 && v <= 1, "write a number from 0 to 1");
        options.flag("load");
        options.flag("seeding");
        String init = group.options().get("init");
        if (init != null && !Initialiser.NAMES.contains(init)) {
            options.unknown("init", init, Initialiser.NAMES);
            return;
        }
        try {
            Initialiser.of(group.options());
        } catch (IllegalArgumentException e) {
            options.refuse("init_args", group.options().getOrDefault("init_args", ""), e.getMessage());
        }
    }

    /** Nodes and edges of all groups that make sense by themselves. */
    List<NodeSpec> nodes(List<Group> groups) {
        List<NodeSpec> nodes = new ArrayList<>();
        groups.stream().filter(g -> g.kind() == Group.Kind.NODE).forEach(g -> node(g).ifPresent(nodes::add));
        return nodes;
    }

    List<EdgeSpec> edges(List<Group> groups) {
        List<EdgeSpec> edges = new ArrayList<>();
        groups.stream().filter(g -> g.kind() == Group.Kind.EDGE).forEach(g -> edge(g).ifPresent(edges::add));
        return edges;
    }
}
