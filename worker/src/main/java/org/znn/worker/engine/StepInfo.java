package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;

/**
 * What a step of a pass is, for plans, benchmarks and messages.
 *
 * @param name       of the edge or node
 * @param action     what is done
 * @param channels   feature maps written, or read where only weights are
 * @param size       of a map written (z, y, x)
 * @param detail     kernel and dilation or the like, for people; may be empty
 * @param operations floating-point operations of a direct convolution (a multiply-add is two); 0 for every other step
 */
public record StepInfo(String name, Action action, int channels, Vec3 size, String detail, long operations) {

    /** What a step can do. */
    public enum Action {
        LOAD, CONVOLVE, MAX_FILTER, MAX_POOL, COPY, ADD, MAX, DROPOUT, TRANSFER, STORE,
        LOAD_GRADIENT, TRANSFER_GRADIENT, WEIGHT_GRADIENT, INPUT_GRADIENT, MAX_FILTER_GRADIENT, MAX_POOL_GRADIENT,
        MAXOUT_GRADIENT, CROP_GRADIENT, DROPOUT_GRADIENT
    }

    static StepInfo of(String name, Action action, Value written, String detail, long operations) {
        return new StepInfo(name, action, written.layout().channels(), written.layout().size(), detail, operations);
    }
}
