package org.znn.worker.choice;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.family.Families;
import org.znn.worker.simd.Simd;

/**
 * The methods that there are in a precision, what each can compute and what it needs.
 *
 * @param precision they compute in
 * @param families  that compute; always one for {@link ConvolutionMethod#DIRECT}
 * @param numbers   makes arrays of that many numbers, whatever they are
 * @param <A>       {@code float[]} or {@code double[]}
 */
public record Methods<A>(Precision precision, Map<ConvolutionMethod, ConvolutionFamily<A>> families,
        IntFunction<A> numbers) {

    /** All that this JVM has. */
    public static Methods<?> of(Precision precision) {
        return precision == Precision.FLOAT32 ? float32()
                : new Methods<>(precision, families(Families::float64), TrialNumbers::doubles);
    }

    /** All that it has in float32. */
    public static Methods<float[]> float32() {
        return new Methods<>(Precision.FLOAT32, families(m -> Families.float32(m, Simd.ofThisJvm())),
                TrialNumbers::floats);
    }

    private static <A> Map<ConvolutionMethod, ConvolutionFamily<A>> families(
            Function<ConvolutionMethod, ConvolutionFamily<A>> maker) {
        Map<ConvolutionMethod, ConvolutionFamily<A>> families = new EnumMap<>(ConvolutionMethod.class);
        for (ConvolutionMethod method : ConvolutionMethod.values()) {
            try {
                families.put(method, maker.apply(method));
            } catch (IllegalArgumentException e) {
                // Nothing computes that way in this precision.
                continue;
            }
        }
        return families;
    }

    /** Those of some methods that can compute something, in their order; the direct one where none of them can. */
    public List<ConvolutionMethod> able(List<ConvolutionMethod> methods, ConvolutionCall call) {
        List<ConvolutionMethod> able = methods.stream().filter(families::containsKey)
                .filter(m -> families.get(m).supports(call.pass(), call.shape())).toList();
        return able.isEmpty() ? List.of(ConvolutionMethod.DIRECT) : able;
    }

    /** What a method needs; empty where that is more than arrays can hold. */
    public Optional<Footprint> footprint(ConvolutionMethod method, ConvolutionCall call, int threads) {
        ConvolutionFamily<A> family = families.get(method);
        try {
            return Optional.of(projects(method, call)
                    ? family.projectedFootprint(call.shape(), call.projection(), call.output(), threads)
                    : family.footprint(call.pass(), call.shape(), call.output(), threads));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Whether a method projects its result at once; else the direct method does it after. */
    boolean projects(ConvolutionMethod method, ConvolutionCall call) {
        return call.projection() > 0 && families.get(method).projects(call.shape());
    }

    /** What projects results otherwise. */
    ConvolutionFamily<A> direct() {
        return families.get(ConvolutionMethod.DIRECT);
    }
}
