package org.znn.common.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;

/** Interprets single blocks: types, required options and legal values (ZNN-SEMANTICS 1.2 and 1.3). */
final class ZnnBlockReader {

    /** Limit of feature maps per node and of kernel sizes; no real network exceeds it. */
    private static final int MAX_SIZE = 1 << 16;

    private static final List<String> NODE_KEYS = List.of("type", "size", "dense", "function", "function_args", "init",
            "init_args", "eta", "momentum", "weight_decay", "load", "seeding", "name", "group_type");
    private static final List<String> EDGE_KEYS = List.of("type", "input", "output", "size", "stride", "init",
            "init_args", "eta", "momentum", "weight_decay", "fft", "repeat", "offset", "ratio", "load", "seeding",
            "name", "group_type");

    private final Diagnostics diagnostics;

    ZnnBlockReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Interprets a node; reports errors and returns empty if the block is invalid. */
    Optional<NodeSpec> node(ZnnBlock block) {
        OptionReader options = new OptionReader(block, diagnostics);
        options.warnAboutTypos(NODE_KEYS);
        int before = diagnostics.errors().size();
        Optional<NodeType> type = options.enumConstant("type", NodeType.class, "type sum");
        Optional<Integer> size = options.integer("size", 1, MAX_SIZE);
        boolean transfer = type.filter(NodeType.TRANSFER::equals).isPresent();
        Optional<TransferFunction> function =
                transfer ? TransferFunctionReader.read(block, options) : Optional.empty();
        boolean dense = options.number("dense", 0, v -> v == Math.rint(v), "write 0 or 1").orElse(0.0) != 0;
        if (transfer) {
            checkLearningOptions(block, options);
            Optional.ofNullable(block.options().get("init")).filter(List.of("xavier", "msra")::contains)
                    .ifPresent(init -> options.reject("init", init, "biases have no fan-in: use zero, constant, "
                            + "uniform, gaussian or bernoulli"));
        }
        return diagnostics.errors().size() > before ? Optional.empty() : Optional.of(
                new NodeSpec(block.name(), type.get(), size.get(), dense, function, block.options(), block.line()));
    }

    /** Interprets an edge; reports errors and returns empty if the block is invalid. */
    Optional<EdgeSpec> edge(ZnnBlock block) {
        OptionReader options = new OptionReader(block, diagnostics);
        options.warnAboutTypos(EDGE_KEYS);
        int before = diagnostics.errors().size();
        Optional<EdgeType> type = options.enumConstant("type", EdgeType.class, "type conv");
        Optional<String> input = options.required("input", "input NODE");
        Optional<String> output = options.required("output", "output NODE");
        Vec3 size = Vec3.ONE;
        Vec3 stride = Vec3.ONE;
        Vec3 repeat = Vec3.ONE;
        Vec3 offset = Vec3.ZERO;
        double keep = 1;
        switch (type.orElse(EdgeType.DUMMY)) {
            case CONV -> {
                size = options.triple("size", 1, MAX_SIZE).orElse(Vec3.ONE);
                stride = options.triple("stride", 1, MAX_SIZE, Vec3.ONE).orElse(Vec3.ONE);
                repeat = options.triple("repeat", 1, MAX_SIZE, Vec3.ONE).orElse(Vec3.ONE);
                if (!size.combine(repeat, Math::floorMod).equals(Vec3.ZERO)
                        && diagnostics.errors().size() == before) {
                    options.reject("repeat", repeat.toString(),
                            "the kernel size " + size + " must be divisible by it along each axis");
                }
                options.checkFlag("fft");
                checkLearningOptions(block, options);
            }
            case MAX_FILTER -> {
                size = options.triple("size", 1, MAX_SIZE).orElse(Vec3.ONE);
                stride = options.triple("stride", 1, MAX_SIZE).orElse(Vec3.ONE);
            }
            case MAX_POOL -> {
                size = options.triple("size", 1, MAX_SIZE).orElse(Vec3.ONE);
                warnAboutPoolStride(block, size);
            }
            case CROP -> offset = options.triple("offset", 0, MAX_SIZE).orElse(Vec3.ZERO);
            case DROPOUT -> keep = options.number("ratio", 0.5, v -> v > 0 && v <= 1,
                    "the ratio of kept voxels must be above 0 and at most 1").orElse(1.0);
            default -> { }
        }
        return diagnostics.errors().size() > before ? Optional.empty()
                : Optional.of(new EdgeSpec(block.name(), type.get(), input.get(), output.get(), size, stride, repeat,
                        offset, keep, block.options(), block.line()));
    }

    private void warnAboutPoolStride(ZnnBlock block, Vec3 size) {
        String stride = block.options().get("stride");
        if (stride != null && !stride.equals(size.toString())) {
            diagnostics.warn(block.location("stride"), "'stride " + stride + "' of " + block.title() + " is ignored",
                    "the stride of max_pool is its size " + size);
        }
    }

    private void checkLearningOptions(ZnnBlock block, OptionReader options) {
        options.number("eta", 0, v -> v >= 0, "write a number of at least 0");
        options.number("momentum", 0, v -> v >= 0 && v <= 1, "write a number from 0 to 1");
        options.number("weight_decay", 0, v -> v >= 0 && v <= 1, "write a number from 0 to 1");
        options.checkFlag("load");
        options.checkFlag("seeding");
        String init = block.options().get("init");
        if (init != null && !Initialiser.NAMES.contains(init)) {
            options.reportUnknown("init", init, Initialiser.NAMES);
            return;
        }
        try {
            Initialiser.of(block.options());
        } catch (IllegalArgumentException e) {
            options.reject("init_args", block.options().getOrDefault("init_args", ""), e.getMessage());
        }
    }

    /** Interprets all node blocks; invalid ones are reported and omitted. */
    List<NodeSpec> nodes(List<ZnnBlock> blocks) {
        List<NodeSpec> nodes = new ArrayList<>();
        blocks.stream().filter(b -> b.kind() == ZnnBlock.Kind.NODE).forEach(b -> node(b).ifPresent(nodes::add));
        return nodes;
    }

    /** Interprets all edge blocks; invalid ones are reported and omitted. */
    List<EdgeSpec> edges(List<ZnnBlock> blocks) {
        List<EdgeSpec> edges = new ArrayList<>();
        blocks.stream().filter(b -> b.kind() == ZnnBlock.Kind.EDGE).forEach(b -> edge(b).ifPresent(edges::add));
        return edges;
    }
}
