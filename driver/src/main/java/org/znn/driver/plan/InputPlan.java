package org.znn.driver.plan;

import java.util.List;
import org.znn.common.config.Preprocessing;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.SizeMap;
import org.znn.common.sample.Padding;
import org.znn.common.volume.file.VolumePart;

/**
 * What an input node of the network reads for one sample.
 *
 * @param node          name
 * @param parts         files that give the channels of the image, in order, all of one size
 * @param preprocessing of each channel
 * @param padding       mirrored around it
 * @param sizes         from output voxels to the padded voxels they depend on
 * @param where         {@code file:line} that names the image, for messages
 */
public record InputPlan(String node, List<VolumePart> parts, List<Preprocessing> preprocessing, Padding padding,
        SizeMap sizes, String where) {

    public InputPlan {
        parts = List.copyOf(parts);
    }

    /** This of the image cropped around its centre to a size that it does not exceed. */
    InputPlan croppedTo(Vec3 size) {
        return new InputPlan(node, parts.stream().map(p -> p.croppedTo(size)).toList(), preprocessing, padding, sizes,
                where);
    }

    /** Paths of the files, as the user wrote them. */
    public List<String> files() {
        return parts.stream().map(VolumePart::path).toList();
    }

    /** In all files together. */
    public int channels() {
        return parts.stream().mapToInt(VolumePart::channels).sum();
    }

    /** Of the image (z, y, x), cropped. */
    public Vec3 size() {
        return parts.get(0).box().size();
    }

    /** Where the image begins in its first file; not at voxel 0 where it is cropped. */
    public Vec3 start() {
        return parts.get(0).box().start();
    }

    /** As stored, all channels. */
    long bytesPerVoxel() {
        return parts.stream().mapToLong(p -> (long) p.channels() * p.type().bytes()).sum();
    }

    /** Whether voxels of a file are left out. */
    boolean isCropped() {
        // A crop by one voxel leaves out the first.
        return parts.stream().anyMatch(p -> !p.box().start().equals(Vec3.ZERO));
    }

    /** Whether the image must be read once as a whole before its first voxel can be used. */
    public boolean needsStatistics() {
        return preprocessing.stream().anyMatch(Preprocessing::needsStatistics);
    }

    /** Output voxels that the padded image allows; not positive where it is smaller than the field of view. */
    public Vec3 outputSize() {
        return sizes.outputFor(padding.paddedSize(size()));
    }
}
