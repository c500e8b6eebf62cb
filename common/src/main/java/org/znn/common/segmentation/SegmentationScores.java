package org.znn.common.segmentation;

/**
 * Scores of a segmentation S against the ground truth T, over the voxels with a segment in T. With n_ij the number of
 * voxels in segment i of S and segment j of T, p_ij their fraction, and s_i and t_j the marginal sums of p_ij:
 * <pre>
 * V_Rand       = Σ p_ij² / (½ Σ s_i² + ½ Σ t_j²), the F-score of
 *   merge      = Σ p_ij² / Σ s_i²   (precision, lowered by mergers)
 *   split      = Σ p_ij² / Σ t_j²   (recall, lowered by splits)
 * V_Info       = 2 I(S;T) / (H(S) + H(T)),  I(S;T) = H(S) + H(T) − H(S,T)
 * VOI split    = H(S|T) = H(S,T) − H(T),  VOI merge = H(T|S) = H(S,T) − H(S), in bits
 * adapted Rand error = 1 − F-score of SNEMI3D and CREMI: as V_Rand, but voxels that S assigns to no segment (id 0)
 *                share a segment with no other voxel; the sum of their n_i, divided by the number of all voxels, is
 *                added to Σ n_ij² and Σ s_i², as in the scripts of those challenges
 * CREMI score  = √(adapted Rand error · (VOI split + VOI merge))
 * </pre>
 * V_Rand and V_Info as in Arganda-Carreras et al. 2015, "Crowdsourcing the creation of image segmentation algorithms
 * for connectomics", with α = ½; id 0 of S is a segment like any other. These sums count a voxel as a pair with itself;
 * {@code distinctPairsError} counts pairs of two different voxels, as scikit-image does:
 * {@code 1 − 2 Σ n_ij(n_ij − 1) / (Σ s_i(s_i − 1) + Σ t_j(t_j − 1))}, here of counts, with id 0 of S a segment like any
 * other. All scores are NaN if T has no segment.
 *
 * @param vRand              V_Rand, 0 to 1, 1 for identical segmentations
 * @param vRandSplit         V_Rand split, 0 to 1
 * @param vRandMerge         V_Rand merge, 0 to 1
 * @param vInfo              V_Info, 0 to 1, 1 for identical segmentations
 * @param adaptedRandError   adapted Rand error, 0 to 1, 0 for identical segmentations
 * @param distinctPairsError adapted Rand error over pairs of different voxels, 0 to 1
 * @param voiSplit           VOI split in bits, at least 0
 * @param voiMerge           VOI merge in bits, at least 0
 * @param cremiScore         CREMI score, 0 for identical segmentations
 */
public record SegmentationScores(double vRand, double vRandSplit, double vRandMerge, double vInfo,
        double adaptedRandError, double distinctPairsError, double voiSplit, double voiMerge, double cremiScore) {

    /** Scores from which sums start. */
    public static final SegmentationScores ZERO = new SegmentationScores(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Computes the scores of an overlap. */
    public static SegmentationScores of(SegmentationOverlap overlap) {
        double n = overlap.voxels();
        double pairs = sumOfSquares(overlap.pairs());
        double segments = sumOfSquares(overlap.segments());
        double truths = sumOfSquares(overlap.truths());
        double entropyS = entropy(overlap.segments(), n);
        double entropyT = entropy(overlap.truths(), n);
        double joint = entropy(overlap.pairs(), n);
        double split = n == 0 ? Double.NaN : Math.max(0, joint - entropyT);
        double merge = n == 0 ? Double.NaN : Math.max(0, joint - entropyS);
        double adapted = adaptedRandError(overlap, pairs, segments, truths);
        return new SegmentationScores(2 * pairs / (segments + truths), pairs / truths, pairs / segments,
                mutualInformation(entropyS + entropyT, joint, n), adapted,
                errorOf(pairs - n, segments - n, truths - n, n), split, merge,
                Math.sqrt(adapted * (split + merge)));
    }

    private static double adaptedRandError(SegmentationOverlap overlap, double pairs, double segments, double truths) {
        double unsegmented = overlap.unsegmented();
        double[] squares = new double[1];
        overlap.pairs().forEach((key, count) -> {
            if (key >>> Integer.SIZE == 0) {
                squares[0] += (double) count * count;
            }
        });
        double alone = unsegmented == 0 ? 0 : unsegmented / (overlap.voxels() + overlap.background());
        return errorOf(pairs - squares[0] + alone, segments - unsegmented * unsegmented + alone, truths,
                overlap.voxels());
    }

    /** Returns 1 − F; where neither segmentation has a pair, they agree. */
    private static double errorOf(double common, double inSegments, double inTruths, double voxels) {
        double all = inSegments + inTruths;
        return voxels > 0 && all == 0 ? 0 : Math.max(0, 1 - 2 * common / all);
    }

    private static double mutualInformation(double both, double joint, double voxels) {
        // Both consist of a single segment: they agree, with zero entropy.
        return both == 0 && voxels > 0 ? 1 : 2 * Math.max(0, both - joint) / both;
    }

    private static double sumOfSquares(LongCounts counts) {
        double[] sum = new double[1];
        counts.forEach((key, count) -> sum[0] += (double) count * count);
        return sum[0];
    }

    private static double entropy(LongCounts counts, double voxels) {
        double[] sum = new double[1];
        counts.forEach((key, count) -> {
            double p = count / voxels;
            sum[0] -= p * Math.log(p);
        });
        return sum[0] / Math.log(2);
    }

    /** Returns the sums of each pair of scores. */
    public SegmentationScores plus(SegmentationScores o) {
        return new SegmentationScores(vRand + o.vRand, vRandSplit + o.vRandSplit, vRandMerge + o.vRandMerge,
                vInfo + o.vInfo, adaptedRandError + o.adaptedRandError, distinctPairsError + o.distinctPairsError,
                voiSplit + o.voiSplit, voiMerge + o.voiMerge, cremiScore + o.cremiScore);
    }

    /** Returns the scores divided by a number. */
    public SegmentationScores dividedBy(double d) {
        return new SegmentationScores(vRand / d, vRandSplit / d, vRandMerge / d, vInfo / d, adaptedRandError / d,
                distinctPairsError / d, voiSplit / d, voiMerge / d, cremiScore / d);
    }
}
