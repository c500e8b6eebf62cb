package org.znn.common.volume.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a volume as the user writes it: a file, optionally followed by a colon and an HDF5 dataset.
 *
 * @param file    path or URI of the file
 * @param dataset path of the dataset, such as {@code /raw/images} in {@code volume.h5:/raw/images}; empty if not given
 */
public record VolumePath(String file, Optional<String> dataset) {

    private static final Pattern WITH_DATASET =
            Pattern.compile("(.+\\.(?:h5|hdf5|hdf|he5)):(/.*)", Pattern.CASE_INSENSITIVE);

    /** Parses a path. Colons in URI schemes are not mistaken for the separator of the dataset. */
    public static VolumePath parse(String text) {
        Matcher matcher = WITH_DATASET.matcher(text);
        return matcher.matches() ? new VolumePath(matcher.group(1), Optional.of(matcher.group(2)))
                : new VolumePath(text, Optional.empty());
    }
}
