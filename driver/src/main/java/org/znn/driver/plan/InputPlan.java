package org.znn.driver.plan;

import java.util.List;
import java.util.Optional;
import org.znn.common.config.Preprocessing;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.SizeRelation;
import org.znn.common.sample.Padding;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.file.VolumePart;

/**
 * The image that an input node of the network reads for one sample.
 *
 * @param node          name of the node
 * @param parts         files that hold the channels of the image in order, all of the same size
 * @param preprocessing preprocessing of each channel
 * @param padding       mirrored margin around the image
 * @param sizeRelation  relation between output voxels and the padded input voxels that they depend on
 * @param location      {@code file:line} that names the image, for messages
 * @param calibration   physical size and position of the voxels of the first file; empty if not known
 */
public record InputPlan(String node, List<VolumePart> parts, List<Preprocessing> preprocessing, Padding padding,
        SizeRelation sizeRelation, String location, Optional<Calibration> calibration) {

    public InputPlan {
        parts = List.copyOf(parts);
    }

    /** Returns a plan that reads the image cropped around its centre to a size that is at most its own. */
    InputPlan croppedTo(Vec3 size) {
        return new InputPlan(node, parts.stream().map(p -> p.croppedTo(size)).toList(), preprocessing, padding,
                sizeRelation, location, calibration);
    }

    /** Returns the paths of the files as the user wrote them. */
    public List<String> files() {
        return parts.stream().map(VolumePart::path).toList();
    }

    /** Returns the number of channels in all files together. */
    public int channels() {
        return parts.stream().mapToInt(VolumePart::channels).sum();
    }

    /** Returns the size of the image in voxels after cropping. */
    public Vec3 size() {
        return parts.get(0).box().size();
    }

    /** Returns the position of the image in its first file, which is not 0 if the image is cropped. */
    public Vec3 start() {
        return parts.get(0).box().start();
    }

    /** Returns the stored bytes per voxel, all channels together. */
    long bytesPerVoxel() {
        return parts.stream().mapToLong(p -> (long) p.channels() * p.type().bytes()).sum();
    }

    /** Returns whether the image is cropped. */
    boolean isCropped() {
        // Even a crop by one voxel removes the first voxel.
        return parts.stream().anyMatch(p -> !p.box().start().equals(Vec3.ZERO));
    }

    /** Returns whether preprocessing needs statistics of the whole image. */
    public boolean needsStatistics() {
        return preprocessing.stream().anyMatch(Preprocessing::needsStatistics);
    }

    /**
     * Returns the output size that the padded image allows; not positive if the image is smaller than the field of
     * view.
     */
    public Vec3 outputSize() {
        return sizeRelation.outputFor(padding.paddedSize(size()));
    }
}
