package org.znn.worker.convolution;

import org.znn.worker.parallel.ThreadTeam;

/** The convolution of one conv edge in float32, its weights inside, ready for images of any size. */
public interface FloatConvolution {

    ConvolutionShape shape();

    /**
     * Convolves the whole of {@code in} into the whole of {@code out}.
     *
     * @param add      whether sums start from what {@code out} holds (a further edge into the same node), not from 0
     * @param epilogue for the last edge into a node; {@link Epilogue#NONE} for the others
     */
    void forward(FloatMaps in, FloatMaps out, boolean add, Epilogue epilogue, ThreadTeam team);
}
