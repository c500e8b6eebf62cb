package org.znn.common.volume.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A volume as the user names it: a file, and after {@code .h5:} a dataset in it.
 *
 * @param file    path or URI
 * @param dataset as in {@code volume.h5:/raw/images}, where it was given
 */
public record VolumePath(String file, Optional<String> dataset) {

    private static final Pattern WITH_DATASET =
            Pattern.compile("(.+\\.(?:h5|hdf5|hdf|he5)):(/.*)", Pattern.CASE_INSENSITIVE);

    /** Takes the two apart; colons of a URI's scheme stay in the file. */
    public static VolumePath parse(String text) {
        Matcher matcher = WITH_DATASET.matcher(text);
        return matcher.matches() ? new VolumePath(matcher.group(1), Optional.of(matcher.group(2)))
                : new VolumePath(text, Optional.empty());
    }
}
