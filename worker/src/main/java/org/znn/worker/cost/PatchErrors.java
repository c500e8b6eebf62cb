package org.znn.worker.cost;

/**
 * Errors summed over one or more patches. Output elements excluded by masks do not contribute.
 *
 * @param patches            number of patches
 * @param cost               sum of the cost over all elements of all outputs
 * @param misclassified      number of output elements on the wrong side of 0.5
 * @param elements           number of output elements
 * @param randError          sum of the patches' Rand errors; NaN if a patch has none
 * @param malisCost          sum of the patches' mean costs weighted by MALIS; 0 without MALIS
 * @param malisMisclassified sum of the patches' pixel errors weighted by MALIS; 0 without MALIS
 */
public record PatchErrors(int patches, double cost, long misclassified, long elements, double randError,
        double malisCost, double malisMisclassified) {

    public static final PatchErrors NONE = new PatchErrors(0, 0, 0, 0, 0, 0, 0);

    public PatchErrors plus(PatchErrors other) {
        return new PatchErrors(patches + other.patches, cost + other.cost, misclassified + other.misclassified,
                elements + other.elements, randError + other.randError, malisCost + other.malisCost,
                malisMisclassified + other.malisMisclassified);
    }
}
