package org.znn.common.config;

import java.util.Locale;
import java.util.Optional;

/** What is done to an image's grey values ({@code pp_types} of the .spec; ZNN-SEMANTICS, data). */
public enum Preprocessing {
    /** Nothing. */
    NONE,
    /** (v − mean) / standard deviation, of each z section by itself. */
    STANDARD_2D,
    /** (v − mean) / standard deviation of the whole image. */
    STANDARD_3D,
    /** To −1 … 1 by the least and the greatest value of the image. */
    SYMMETRIC_RESCALE;

    /** By ZNN's word for it (its spelling of symmetric included). */
    public static Optional<Preprocessing> parse(String word) {
        String w = word.trim().toLowerCase(Locale.ROOT);
        return switch (w) {
            case "standard2d" -> Optional.of(STANDARD_2D);
            case "standard3d" -> Optional.of(STANDARD_3D);
            case "symetric_rescale", "symmetric_rescale" -> Optional.of(SYMMETRIC_RESCALE);
            default -> w.contains("none") ? Optional.of(NONE) : Optional.empty();
        };
    }

    /** Whether the image must be read once as a whole before its first voxel can be used. */
    public boolean needsStatistics() {
        return this != NONE;
    }
}
