package org.znn.worker.convolution.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.convolution.ConvolutionContract;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.TestFeatureMaps;

/**
 * Contract of direct convolutions: beyond {@link ConvolutionContract}, any part of the output is bit-identical when it
 * is computed separately.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class DirectConvolutionContract<A> extends ConvolutionContract<A> {

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void isBitIdenticalForAnyPartOfTheOutput(Layer layer) {
        Case c = new Case(layer);
        DoubleVolume whole = c.forward(c.image(), layer.output(), null, Epilogue.NONE, 1);
        Vec3 from = layer.output().floorDiv(2);
        Vec3 size = layer.output().minus(from).combine(Vec3.ONE, Math::max);
        Volume part = Volume.zeros(Precision.FLOAT64, layer.shape().in(), layer.shape().inputSize(size));
        TestFeatureMaps.forEachVoxel(part, (i, z, y, x) ->
                part.set(i, z, y, x, c.image().get(i, z + from.z(), y + from.y(), x + from.x())));
        DoubleVolume separate = c.forward(part, size, null, Epilogue.NONE, 1);
        TestFeatureMaps.forEachVoxel(separate, (o, z, y, x) ->
                assertEquals(whole.get(o, z + from.z(), y + from.y(), x + from.x()), separate.get(o, z, y, x),
                        layer.toString()));
    }
}
