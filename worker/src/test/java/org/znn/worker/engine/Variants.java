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

/** All ways in which a test has a network computed. */
final class Variants {

    /** Each method in each precision that has a family for it. */
    static final List<Variant> ALL = List.of(
            new Variant(Precision.FLOAT32, AlgorithmKind.DIRECT), new Variant(Precision.FLOAT64, AlgorithmKind.DIRECT),
            new Variant(Precision.FLOAT32, AlgorithmKind.FFT), new Variant(Precision.FLOAT64, AlgorithmKind.FFT),
            new Variant(Precision.FLOAT32, AlgorithmKind.WINOGRAD),
            new Variant(Precision.FLOAT32, AlgorithmKind.WINOGRAD_STRICT));

    private Variants() {
    }

    /** What a network is computed in, and what its conv edges are computed by. */
    record Variant(Precision precision, AlgorithmKind algorithm) {

        AlgorithmSelection algorithms(NetworkSpec spec) {
            return uniform(spec, Backends.of(precision), algorithm);
        }

        @Override
        public String toString() {
            return precision + " " + algorithm.text();
        }
    }

    /** The method for all that its family supports, of every conv edge; direct sums for the rest. */
    static AlgorithmSelection uniform(NetworkSpec spec, Backend<?> arithmetic, AlgorithmKind method) {
        NetworkGeometry geometry = NetworkGeometry.of(spec);
        ConvolutionAlgorithm<?> family = arithmetic.algorithm(method);
        Map<String, LayerAlgorithms> layers = new TreeMap<>();
        for (EdgeSpec edge : spec.edges()) {
            if (edge.type() == EdgeType.CONV) {
                ConvolutionShape shape = new ConvolutionShape(spec.node(edge.input()).featureMaps(),
                        spec.node(edge.output()).featureMaps(), edge.size(), geometry.dilation(edge));
                layers.put(edge.name(), new LayerAlgorithms(supportedOrDirect(family, ConvolutionPass.FORWARD, shape, method),
                        supportedOrDirect(family, ConvolutionPass.INPUT_GRADIENT, shape, method),
                        supportedOrDirect(family, ConvolutionPass.WEIGHT_GRADIENT, shape, method)));
            }
        }
        return new AlgorithmSelection(layers);
    }

    /** The same but for forward passes, which are direct. */
    static AlgorithmSelection forwardDirect(AlgorithmSelection choice) {
        Map<String, LayerAlgorithms> layers = new TreeMap<>();
        choice.layers().forEach((edge, m) -> layers.put(edge,
                new LayerAlgorithms(AlgorithmKind.DIRECT, m.inputGradient(), m.weightGradient())));
        return new AlgorithmSelection(layers);
    }

    private static AlgorithmKind supportedOrDirect(ConvolutionAlgorithm<?> family, ConvolutionPass pass, ConvolutionShape shape,
            AlgorithmKind method) {
        return family.supports(pass, shape) ? method : AlgorithmKind.DIRECT;
    }
}
