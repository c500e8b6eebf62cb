package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;

/**
 * Description of a step of a pass, for plans, benchmarks and messages.
 *
 * @param name       name of the edge or node
 * @param action     kind of the step
 * @param channels   number of feature maps written, or read if the step writes weight gradients only
 * @param size       size (z, y, x) of each of these maps
 * @param detail     human-readable kernel, dilation and the like; may be empty
 * @param operations floating-point operations of a direct convolution (a multiply-add counts as two); 0 for other steps
 */
public record StepInfo(String name, Action action, int channels, Vec3 size, String detail, long operations) {

    /** Kinds of steps. */
    public enum Action {
        LOAD, CONVOLVE, MAX_FILTER, MAX_POOL, COPY, ADD, MAX, DROPOUT, TRANSFER, STORE,
        LOAD_GRADIENT, TRANSFER_GRADIENT, WEIGHT_GRADIENT, INPUT_GRADIENT, MAX_FILTER_GRADIENT, MAX_POOL_GRADIENT,
        MAXOUT_GRADIENT, CROP_GRADIENT, DROPOUT_GRADIENT
    }

    static StepInfo of(String name, Action action, Activation written, String detail) {
        return of(name, action, written, detail, 0);
    }

    static StepInfo of(String name, Action action, Activation written, String detail, long operations) {
        return new StepInfo(name, action, written.layout().channels(), written.layout().size(), detail, operations);
    }
}
