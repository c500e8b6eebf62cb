package org.znn.worker.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.LayerMethods;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;

/** All ways in which a test has a network computed. */
final class Choices {

    /** Each method in each precision that has a family for it. */
    static final List<Way> WAYS = List.of(
            new Way(Precision.FLOAT32, ConvolutionMethod.DIRECT), new Way(Precision.FLOAT64, ConvolutionMethod.DIRECT),
            new Way(Precision.FLOAT32, ConvolutionMethod.FFT), new Way(Precision.FLOAT64, ConvolutionMethod.FFT),
            new Way(Precision.FLOAT32, ConvolutionMethod.WINOGRAD),
            new Way(Precision.FLOAT32, ConvolutionMethod.WINOGRAD_STRICT));

    private Choices() {
    }

    /** What a network is computed in, and what its conv edges are computed by. */
    record Way(Precision precision, ConvolutionMethod method) {

        ConvolutionChoice choice(NetworkSpec spec) {
            return all(spec, Arithmetics.of(precision), method);
        }

        @Override
        public String toString() {
            return precision + " " + method.text();
        }
    }

    /** The method for all that its family supports, of every conv edge; direct sums for the rest. */
    static ConvolutionChoice all(NetworkSpec spec, Arithmetic<?> arithmetic, ConvolutionMethod method) {
        NetworkGeometry geometry = NetworkGeometry.of(spec);
        ConvolutionFamily<?> family = arithmetic.family(method);
        Map<String, LayerMethods> layers = new TreeMap<>();
        for (EdgeSpec edge : spec.edges()) {
            if (edge.type() == EdgeType.CONV) {
                ConvolutionShape shape = new ConvolutionShape(spec.node(edge.input()).size(),
                        spec.node(edge.output()).size(), edge.size(), geometry.dilation(edge));
                layers.put(edge.name(), new LayerMethods(method(family, ConvolutionPass.FORWARD, shape, method),
                        method(family, ConvolutionPass.INPUT_GRADIENT, shape, method),
                        method(family, ConvolutionPass.WEIGHT_GRADIENT, shape, method)));
            }
        }
        return new ConvolutionChoice(layers);
    }

    /** The same but for forward passes, which are direct. */
    static ConvolutionChoice forwardDirect(ConvolutionChoice choice) {
        Map<String, LayerMethods> layers = new TreeMap<>();
        choice.layers().forEach((edge, m) -> layers.put(edge,
                new LayerMethods(ConvolutionMethod.DIRECT, m.inputGradient(), m.weightGradient())));
        return new ConvolutionChoice(layers);
    }

    private static ConvolutionMethod method(ConvolutionFamily<?> family, ConvolutionPass pass, ConvolutionShape shape,
            ConvolutionMethod method) {
        return family.supports(pass, shape) ? method : ConvolutionMethod.DIRECT;
    }
}
