package org.znn.common.config;

import java.util.List;

/**
 * What an image shows, by hand: a [labelN] section. Its {@code pp_types} have no effect, in ZNN neither.
 *
 * @param number   N
 * @param files    its channels, in order
 * @param masks    files that are above 0 where the label counts; none where it counts everywhere
 * @param autoCrop whether files of different size are cropped to what they share, around their centres
 * @param where    {@code file:line} of the section
 */
public record LabelSpec(int number, List<String> files, List<String> masks, boolean autoCrop, String where) {

    public LabelSpec {
        files = List.copyOf(files);
        masks = List.copyOf(masks);
    }
}
