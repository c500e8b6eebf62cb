package org.znn.worker.engine;

import org.znn.common.volume.Volume;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.ProjectedConvolution;
import org.znn.worker.layer.Elementwise;
import org.znn.worker.layer.MaxPool;
import org.znn.worker.parallel.ThreadTeam;

/**
 * What steps work with during a pass.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface Machine<A> {

    Arithmetic<A> arithmetic();

    Elementwise<A> elementwise();

    MaxPool<A> maxPool();

    ThreadTeam team();

    /** A value as maps in the array that the plan gave it. */
    Maps<A> maps(Value value);

    Convolution<A> convolution(String edge);

    /** Two conv edges at once; {@code edges} as the step names them. */
    ProjectedConvolution<A> projected(String edges);

    /** One bias a map of a transfer node. */
    double[] bias(String node);

    /**
     * A dropout edge: in the phase of training, to = from · mask / keep; in that of testing, to = from.
     *
     * @param keep probability that a voxel is kept
     * @param add  whether that is added to what {@code to} holds
     */
    void drop(String edge, double keep, Maps<A> from, Maps<A> to, boolean add);

    /** The patch of an input node. */
    Volume input(String node);

    /** A new volume for an output node. */
    Volume output(String node, Value value);
}
