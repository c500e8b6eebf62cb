package org.znn.common.sample.training;

import java.io.Serializable;
import org.znn.common.config.OutputType;
import org.znn.common.config.RebalanceMode;
import org.znn.common.config.TrainingConfig;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.SizeRelation;
import org.znn.common.sample.Padding;
import org.znn.common.volume.Precision;

/**
 * The shape of training patches and where they may lie in the volumes of a sample (ZNN-SEMANTICS 7.3). The location of
 * a patch is the offset of its centre voxel from the centre voxel (V − 1)//2 of each volume, so volumes of different
 * sizes are aligned at their centres.
 *
 * @param outType    interpretation of the labels
 * @param outputSize size of the network output, in output voxels
 * @param stride     image voxels between neighbouring output voxels; 1,1,1 unless the network pools
 * @param precision  element type of the patches
 * @param mirror     whether images are extended by reflection at their faces
 * @param augment    whether patches are flipped and transposed at random
 * @param rebalance  compensation for rare classes
 */
public record PatchSpec(OutputType outType, Vec3 outputSize, Vec3 stride, Precision precision, boolean mirror,
        boolean augment, RebalanceMode rebalance) implements Serializable {

    /** Returns the patches of a training job. */
    public static PatchSpec of(TrainingConfig config, Vec3 stride) {
        return new PatchSpec(config.job().outputType(), config.outputSize(), stride, config.job().precision(),
                config.job().mirror(), config.augment(), config.rebalance());
    }

    /** Returns a copy with another output size. */
    public PatchSpec withOutputSize(Vec3 size) {
        return new PatchSpec(outType, size, stride, precision, mirror, augment, rebalance);
    }

    /**
     * Returns the size of a label patch, whose voxels are {@link #stride()} apart: output size, plus one for
     * affinities.
     */
    public Vec3 labelSize() {
        return outputSize.plus(leadingMargin());
    }

    /** Number of voxels of a label patch that precede the first output voxel, along each axis. */
    int leadingMargin() {
        return outType == OutputType.AFFINITY ? 1 : 0;
    }

    /**
     * Returns the position of the first voxel of a label patch.
     *
     * @param volume   size of the volume
     * @param location location of the patch
     */
    Vec3 labelStart(Vec3 volume, Vec3 location) {
        return centre(volume).plus(location).minus(stride.times(labelSize().minus(1).floorDiv(2)));
    }

    /** Returns the locations at which a patch lies within a label of the given size; an empty box if there are none. */
    public Box locationsInLabel(Vec3 label) {
        Vec3 span = stride.times(labelSize().minus(1)).plus(1);
        return locations(labelStart(label, Vec3.ZERO), span, label);
    }

    /**
     * Returns the locations at which the network's input window lies within the image, including mirrored padding.
     *
     * @param image size of the image without padding
     * @param sizes size relation of the input node that reads the image
     */
    public Box locationsInImage(Vec3 image, SizeRelation sizes) {
        Padding padding = padding(sizes);
        Vec3 start = inputWindow(image, sizes, Vec3.ZERO).start().plus(padding.low());
        return locations(start, sizes.sizeFor(labelSize()), padding.paddedSize(image));
    }

    /** Returns the mirrored padding of an image. */
    public Padding padding(SizeRelation sizes) {
        return mirror ? Padding.forFieldOfView(sizes.context()) : Padding.NONE;
    }

    /** Returns the image voxels that the label voxels of a patch depend on; may extend beyond the image. */
    Box inputWindow(Vec3 image, SizeRelation sizes, Vec3 location) {
        return new Box(labelStart(image, location).minus(sizes.lowContext()), sizes.sizeFor(labelSize()));
    }

    /**
     * Returns the position of a label's voxel 0 in an image; negative along an axis on which the label is larger.
     *
     * @param image size of the image
     * @param label size of the label
     */
    public static Vec3 labelOrigin(Vec3 image, Vec3 label) {
        return centre(image).minus(centre(label));
    }

    /** Returns the voxel at which the volumes of a sample are aligned. */
    static Vec3 centre(Vec3 volume) {
        return volume.minus(1).floorDiv(2);
    }

    private static Box locations(Vec3 startAtZero, Vec3 span, Vec3 volume) {
        Vec3 low = Vec3.ZERO.minus(startAtZero);
        Vec3 end = volume.minus(span).minus(startAtZero).plus(1);
        return Box.between(low, end.max(low));
    }
}
