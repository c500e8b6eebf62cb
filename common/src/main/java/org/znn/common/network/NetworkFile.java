package org.znn.common.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.volume.Precision;

/**
 * Content of a network's HDF5 file.
 *
 * @param path      path of the file
 * @param precision precision of the stored weights
 * @param options   options of each node and edge as text, by HDF5 group name, then by key
 * @param weights   filters, in (z, y, x) order, and biases
 * @param momentum  momentum of the weights, in the same shapes; layers without momentum in the file are absent
 * @param curve     learning curve; empty if the file has none
 * @param resume    state for resuming the training run; empty if another program wrote the file
 */
public record NetworkFile(String path, Precision precision, Map<String, Map<String, String>> options, Weights weights,
        Weights momentum, LearningCurve curve, Optional<ResumePoint> resume) {

    public NetworkFile {
        options = new TreeMap<>(options);
    }

    /** Rebuilds the network from the stored options; reports errors and returns empty if they are inconsistent. */
    public Optional<NetworkSpec> network(Diagnostics diagnostics) {
        List<ZnnBlock> blocks = new ArrayList<>();
        options.forEach((name, values) -> {
            boolean edge = values.containsKey("input") && values.containsKey("output");
            ZnnBlock block = ZnnBlock.empty(edge ? ZnnBlock.Kind.EDGE : ZnnBlock.Kind.NODE, name, path, 0);
            block.options().putAll(values);
            blocks.add(block);
        });
        return NetworkAssembler.assemble(path, blocks, diagnostics);
    }
}
