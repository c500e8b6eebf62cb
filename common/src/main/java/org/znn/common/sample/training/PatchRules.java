package org.znn.common.sample.training;

import java.io.Serializable;
import org.znn.common.config.OutType;
import org.znn.common.config.Rebalance;
import org.znn.common.config.TrainingConfig;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.SizeMap;
import org.znn.common.sample.Padding;
import org.znn.common.volume.Precision;

/**
 * What a patch is and where it may lie (ZNN-SEMANTICS 7.3). A place is the deviation of the patch's centre voxel from
 * the centre voxel (V − 1)//2 of each volume, so volumes of different size are aligned at their centres.
 *
 * @param outType    what labels say
 * @param outputSize voxels that the network gives out
 * @param stride     image voxels from one output voxel to the next; 1,1,1 unless the network pools
 * @param precision  of what is drawn
 * @param mirror     whether an image continues beyond its faces
 * @param augment    whether patches are flipped and transposed
 * @param rebalance  of rare classes
 */
public record PatchRules(OutType outType, Vec3 outputSize, Vec3 stride, Precision precision, boolean mirror,
        boolean augment, Rebalance rebalance) implements Serializable {

    /** Those of a job. */
    public static PatchRules of(TrainingConfig config, Vec3 stride) {
        return new PatchRules(config.job().outType(), config.outputSize(), stride, config.job().precision(),
                config.job().mirror(), config.augment(), config.rebalance());
    }

    /** These for another size of output. */
    public PatchRules withOutputSize(Vec3 size) {
        return new PatchRules(outType, size, stride, precision, mirror, augment, rebalance);
    }

    /** Voxels of a label that a patch takes, {@link #stride()} apart: affinities need one more than the output has. */
    public Vec3 labelSize() {
        return outputSize.plus(lead());
    }

    /** Labelled voxels before the first that counts, along each axis. */
    int lead() {
        return outType == OutType.AFFINITY ? 1 : 0;
    }

    /** The first labelled voxel of the patch at a place, in a volume of that size. */
    Vec3 first(Vec3 volume, Vec3 place) {
        return centre(volume).plus(place).minus(stride.times(labelSize().minus(1).floorDiv(2)));
    }

    /** Places at which a patch lies within a label of that size; of size 0 along an axis where there are none. */
    public Box placesInLabel(Vec3 label) {
        Vec3 span = stride.times(labelSize().minus(1)).plus(1);
        return places(first(label, Vec3.ZERO), span, label);
    }

    /**
     * Places at which the network's window lies within an image, or within what it is mirrored to.
     *
     * @param sizes of the input that sees the image
     */
    public Box placesInImage(Vec3 image, SizeMap sizes) {
        Padding padding = padding(sizes);
        Vec3 start = window(image, sizes, Vec3.ZERO).start().plus(padding.low());
        return places(start, sizes.sizeFor(labelSize()), padding.paddedSize(image));
    }

    /** What an image is mirrored to. */
    public Padding padding(SizeMap sizes) {
        return mirror ? Padding.forFieldOfView(sizes.context()) : Padding.NONE;
    }

    /** The image voxels that the labelled voxels of the patch at a place depend on; may reach beyond the image. */
    Box window(Vec3 image, SizeMap sizes, Vec3 place) {
        return new Box(first(image, place).minus(sizes.lowContext()), sizes.sizeFor(labelSize()));
    }

    /** The voxel of a volume to which others are aligned. */
    static Vec3 centre(Vec3 volume) {
        return volume.minus(1).floorDiv(2);
    }

    private static Box places(Vec3 startAtZero, Vec3 span, Vec3 volume) {
        Vec3 low = Vec3.ZERO.minus(startAtZero);
        Vec3 end = volume.minus(span).minus(startAtZero).plus(1);
        return Box.between(low, end.max(low));
    }
}
