package org.znn.worker.cost;

/**
 * The errors of one patch, or of several added up.
 *
 * @param patches     how many
 * @param cost        Σ of the cost over the voxels that count, all channels and outputs
 * @param wrong       output values that count and lie on the wrong side of 0.5
 * @param values      output values that count
 * @param randError   Σ of each patch's Rand error; NaN where it has none
 * @param malisCost   Σ of each patch's cost weighted by MALIS; 0 without MALIS
 * @param malisWrong  Σ of each patch's pixel error weighted by MALIS; 0 without MALIS
 */
public record PatchErrors(int patches, double cost, long wrong, long values, double randError, double malisCost,
        double malisWrong) {

    public static final PatchErrors NONE = new PatchErrors(0, 0, 0, 0, 0, 0, 0);

    public PatchErrors plus(PatchErrors other) {
        return new PatchErrors(patches + other.patches, cost + other.cost, wrong + other.wrong,
                values + other.values, randError + other.randError, malisCost + other.malisCost,
                malisWrong + other.malisWrong);
    }
}
