package org.znn.worker.autotune;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.registry.ConvolutionAlgorithms;
import org.znn.worker.simd.Simd;

/**
 * The convolution algorithms that are implemented in a precision.
 *
 * @param precision  precision of the elements
 * @param algorithms implementations by kind; always contains {@link AlgorithmKind#DIRECT}
 * @param data       factory of arrays of a given length with arbitrary elements
 * @param <A>        {@code float[]} or {@code double[]}
 */
public record AvailableAlgorithms<A>(Precision precision, Map<AlgorithmKind, ConvolutionAlgorithm<A>> algorithms,
        IntFunction<A> data) {

    public static AvailableAlgorithms<?> of(Precision precision) {
        return precision == Precision.FLOAT32 ? float32() : new AvailableAlgorithms<>(precision,
                algorithms(ConvolutionAlgorithms::float64), BenchmarkData::doubles);
    }

    public static AvailableAlgorithms<float[]> float32() {
        return new AvailableAlgorithms<>(Precision.FLOAT32,
                algorithms(kind -> ConvolutionAlgorithms.float32(kind, Simd.preferred())), BenchmarkData::floats);
    }

    private static <A> Map<AlgorithmKind, ConvolutionAlgorithm<A>> algorithms(
            Function<AlgorithmKind, ConvolutionAlgorithm<A>> factory) {
        Map<AlgorithmKind, ConvolutionAlgorithm<A>> algorithms = new EnumMap<>(AlgorithmKind.class);
        for (AlgorithmKind kind : AlgorithmKind.values()) {
            try {
                algorithms.put(kind, factory.apply(kind));
            } catch (IllegalArgumentException e) {
                // This kind is not available in this precision.
                continue;
            }
        }
        return algorithms;
    }

    /** The candidates that support a call, in the given order; the direct algorithm if there are none. */
    public List<AlgorithmKind> supported(List<AlgorithmKind> candidates, ConvolutionCall call) {
        List<AlgorithmKind> supported = candidates.stream().filter(algorithms::containsKey)
                .filter(kind -> algorithms.get(kind).supports(call.pass(), call.shape())).toList();
        return supported.isEmpty() ? List.of(AlgorithmKind.DIRECT) : supported;
    }

    /** Memory footprint of a call; empty if an array would exceed the maximum length. */
    public Optional<Footprint> footprint(AlgorithmKind kind, ConvolutionCall call, int threads) {
        ConvolutionAlgorithm<A> algorithm = algorithms.get(kind);
        try {
            return Optional.of(fusesPointwise(kind, call)
                    ? algorithm.pointwiseFusedFootprint(call.shape(), call.pointwiseMaps(), call.output(), threads)
                    : algorithm.footprint(call.pass(), call.shape(), call.output(), threads));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Whether an algorithm fuses the pointwise convolution of a call; otherwise a direct convolution follows. */
    boolean fusesPointwise(AlgorithmKind kind, ConvolutionCall call) {
        return call.pointwiseMaps() > 0 && algorithms.get(kind).fusesPointwise(call.shape());
    }

    ConvolutionAlgorithm<A> direct() {
        return algorithms.get(AlgorithmKind.DIRECT);
    }
}
