package org.znn.common.config;

import java.util.List;

/**
 * The ground truth of an image, defined by a [labelN] section. {@code pp_types} has no effect on labels, as in ZNN.
 *
 * @param number        section number N
 * @param files         paths of the channels, in channel order
 * @param masks         paths of mask volumes, which are positive where the label is valid; empty if it is valid
 *                      everywhere
 * @param autoCrop      whether files of different sizes are cropped around their centres to the common size
 * @param location      {@code file:line} of the section
 * @param filesLocation {@code file:line} of {@code fnames}
 * @param masksLocation {@code file:line} of {@code fmasks}
 */
public record LabelSpec(int number, List<String> files, List<String> masks, boolean autoCrop, String location,
        String filesLocation, String masksLocation) {

    public LabelSpec {
        files = List.copyOf(files);
        masks = List.copyOf(masks);
    }
}
