package org.znn.common.config;

import java.util.Locale;
import java.util.Optional;

/** Preprocessing of an image's grey values ({@code pp_types} of the {@code .spec}; ZNN-SEMANTICS, data). */
public enum Preprocessing {
    /** None; grey values are used unchanged. */
    NONE,
    /** Standardisation (v − mean) / standard deviation of each z section. */
    STANDARD_2D,
    /** Standardisation (v − mean) / standard deviation of the whole image. */
    STANDARD_3D,
    /** Linear rescaling of the image's range of values to −1 … 1. */
    SYMMETRIC_RESCALE;

    /** Parses an item of {@code pp_types}; accepts ZNN's spelling {@code symetric_rescale} as well. */
    public static Optional<Preprocessing> parse(String word) {
        String w = word.trim().toLowerCase(Locale.ROOT);
        return switch (w) {
            case "standard2d" -> Optional.of(STANDARD_2D);
            case "standard3d" -> Optional.of(STANDARD_3D);
            case "symetric_rescale", "symmetric_rescale" -> Optional.of(SYMMETRIC_RESCALE);
            default -> w.contains("none") ? Optional.of(NONE) : Optional.empty();
        };
    }

    /** Returns the item of {@code pp_types} that stands for this preprocessing. */
    public String text() {
        return switch (this) {
            case NONE -> "none";
            case STANDARD_2D -> "standard2D";
            case STANDARD_3D -> "standard3D";
            case SYMMETRIC_RESCALE -> "symetric_rescale";
        };
    }

    /** Whether statistics of the whole image are needed before any of its voxels can be preprocessed. */
    public boolean needsStatistics() {
        return this != NONE;
    }
}
