package org.znn.common.config;

import java.util.Collections;
import java.util.List;

/**
 * An image: an [imageN] section.
 *
 * @param number        N
 * @param files         its channels, in order
 * @param preprocessing of grey values: one for all channels or one a channel
 * @param autoCrop      whether files of different size are cropped to what they share, around their centres
 * @param where         {@code file:line} of the section
 */
public record ImageSpec(int number, List<String> files, List<Preprocessing> preprocessing, boolean autoCrop,
        String where) {

    public ImageSpec {
        files = List.copyOf(files);
        preprocessing = List.copyOf(preprocessing);
    }

    /** What is done to each of so many channels. */
    public List<Preprocessing> preprocessingOf(int channels) {
        return preprocessing.size() == 1 ? Collections.nCopies(channels, preprocessing.get(0)) : preprocessing;
    }
}
