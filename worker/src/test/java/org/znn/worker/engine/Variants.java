package org.znn.worker.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.LayerAlgorithms;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;

/** Combinations of precision and algorithm to test networks with. */
final class Variants {

    /** Each algorithm in each precision that has it. */
    static final List<Variant> ALL = List.of(
            new Variant(Precision.FLOAT32, AlgorithmKind.DIRECT), new Variant(Precision.FLOAT64, AlgorithmKind.DIRECT),
            new Variant(Precision.FLOAT32, AlgorithmKind.FFT), new Variant(Precision.FLOAT64, AlgorithmKind.FFT),
            new Variant(Precision.FLOAT32, AlgorithmKind.WINOGRAD),
            new Variant(Precision.FLOAT32, AlgorithmKind.WINOGRAD_STRICT));

    private Variants() {
    }

    /** The precision of a network and the algorithm of its conv edges. */
    record Variant(Precision precision, AlgorithmKind algorithm) {

        AlgorithmSelection algorithms(NetworkSpec spec) {
            return uniform(spec, Backends.of(precision), algorithm);
        }

        @Override
        public String toString() {
            return precision + " " + algorithm.text();
        }
    }

    /** One algorithm for every pass of every conv edge that it supports; direct convolution for the rest. */
    static AlgorithmSelection uniform(NetworkSpec spec, Backend<?> backend, AlgorithmKind kind) {
        NetworkGeometry geometry = NetworkGeometry.of(spec);
        ConvolutionAlgorithm<?> implementation = backend.algorithm(kind);
        Map<String, LayerAlgorithms> layers = new TreeMap<>();
        for (EdgeSpec edge : spec.edges()) {
            if (edge.type() == EdgeType.CONV) {
                ConvolutionShape shape = new ConvolutionShape(spec.node(edge.input()).featureMaps(),
                        spec.node(edge.output()).featureMaps(), edge.size(), geometry.dilation(edge));
                layers.put(edge.name(), new LayerAlgorithms(
                        supportedOrDirect(implementation, ConvolutionPass.FORWARD, shape, kind),
                        supportedOrDirect(implementation, ConvolutionPass.INPUT_GRADIENT, shape, kind),
                        supportedOrDirect(implementation, ConvolutionPass.WEIGHT_GRADIENT, shape, kind)));
            }
        }
        return new AlgorithmSelection(layers);
    }

    /** A selection with direct forward passes and unchanged gradients. */
    static AlgorithmSelection forwardDirect(AlgorithmSelection algorithms) {
        Map<String, LayerAlgorithms> layers = new TreeMap<>();
        algorithms.layers().forEach((edge, layer) -> layers.put(edge,
                new LayerAlgorithms(AlgorithmKind.DIRECT, layer.inputGradient(), layer.weightGradient())));
        return new AlgorithmSelection(layers);
    }

    private static AlgorithmKind supportedOrDirect(ConvolutionAlgorithm<?> implementation, ConvolutionPass pass,
            ConvolutionShape shape, AlgorithmKind kind) {
        return implementation.supports(pass, shape) ? kind : AlgorithmKind.DIRECT;
    }
}
