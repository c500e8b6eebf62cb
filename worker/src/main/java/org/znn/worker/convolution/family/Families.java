package org.znn.worker.convolution.family;

import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.direct.DirectFamily;
import org.znn.worker.convolution.direct.DoubleDirectFamily;
import org.znn.worker.convolution.fft.plain.DoublePlainFftFamily;
import org.znn.worker.convolution.fft.plain.PlainFftFamily;
import org.znn.worker.convolution.fft.tiled.TiledFftFamily;
import org.znn.worker.convolution.winograd.WinogradFamily;
import org.znn.worker.simd.Simd;

/** What computes convolutions by each method; IllegalArgumentException where nothing does. */
public final class Families {

    private Families() {
    }

    /** In float32. */
    public static ConvolutionFamily<float[]> float32(ConvolutionMethod method, Simd simd) {
        return switch (method) {
            case DIRECT -> new DirectFamily(simd);
            case FFT -> simd.isVector() ? new TiledFftFamily(simd) : new PlainFftFamily(simd);
            case WINOGRAD -> simd.isVector() ? new WinogradFamily(simd, false) : new DirectFamily(simd);
            case WINOGRAD_STRICT -> simd.isVector() ? new WinogradFamily(simd, true) : new DirectFamily(simd);
        };
    }

    /** In float64. */
    public static ConvolutionFamily<double[]> float64(ConvolutionMethod method) {
        return switch (method) {
            case DIRECT -> new DoubleDirectFamily();
            case FFT -> new DoublePlainFftFamily();
            default -> throw new IllegalArgumentException("no " + method.text() + " in float64");
        };
    }
}
