package org.znn.common.config;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.znn.common.volume.Calibration;

/**
 * An image, defined by an [imageN] section.
 *
 * @param number        section number N
 * @param files         paths of the channels, in channel order
 * @param preprocessing grey-value preprocessing: one entry for all channels or one per channel
 * @param autoCrop      whether files of different sizes are cropped around their centres to the common size
 * @param location      {@code file:line} of the section
 * @param filesLocation {@code file:line} of {@code fnames}
 * @param calibration   size of the voxels, from {@code voxel_size} and {@code voxel_unit}; empty if not given
 */
public record ImageSpec(int number, List<String> files, List<Preprocessing> preprocessing, boolean autoCrop,
        String location, String filesLocation, Optional<Calibration> calibration) {

    public ImageSpec {
        files = List.copyOf(files);
        preprocessing = List.copyOf(preprocessing);
    }

    /** Expands the preprocessing to one entry per channel. */
    public List<Preprocessing> preprocessingPerChannel(int channels) {
        return preprocessing.size() == 1 ? Collections.nCopies(channels, preprocessing.get(0)) : preprocessing;
    }
}
