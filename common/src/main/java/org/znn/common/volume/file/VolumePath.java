package org.znn.common.volume.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a volume as the user writes it: a file or folder, optionally followed by a colon and one of several
 * volumes in it, such as {@code volume.h5:/raw/images}, {@code scan.zarr:/1} or {@code series.tif:/2}.
 *
 * @param file    path or URI of the file or folder
 * @param dataset HDF5 dataset, Zarr or N5 array, or TIFF series, starting with a slash; empty if not given
 */
public record VolumePath(String file, Optional<String> dataset) {

    /** The colon of a URI scheme is not the separator. */
    private static final Pattern WITH_DATASET =
            Pattern.compile("((?:[A-Za-z][A-Za-z0-9+.-]*://|file:)?+.+?):(/.*)", Pattern.DOTALL);

    /** Parses a path. */
    public static VolumePath parse(String text) {
        Matcher matcher = WITH_DATASET.matcher(text);
        return matcher.matches() ? new VolumePath(matcher.group(1), Optional.of(matcher.group(2)))
                : new VolumePath(text, Optional.empty());
    }
}
