package org.znn.common.volume.tiff;

import org.znn.common.volume.ElementType;

/**
 * The properties that all pages of a volume have in common.
 *
 * @param height   number of rows
 * @param width    pixels per row
 * @param samples  samples per pixel
 * @param type     element type of the samples
 * @param separate whether each sample is stored as a plane of its own; false for pages of one sample
 */
record PageLayout(int height, int width, int samples, ElementType type, boolean separate) {

    /** Returns the number of samples that a pixel has in a strip or tile. */
    int interleaved() {
        return separate ? 1 : samples;
    }

    /** Whether a pixel has as many samples as a colour: red, green, blue and, perhaps, opacity. */
    boolean hasSamplesOfColours() {
        return samples == 3 || samples == 4;
    }

    @Override
    public String toString() {
        return height + " x " + width + " pixels of " + samples + " " + type + (samples == 1 ? "" : "s")
                + (separate ? " in separate planes" : "");
    }
}
