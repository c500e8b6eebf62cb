package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.List;

/** How the pages of a file form images. */
interface PageStructure {

    /** Returns the name of each image, empty where it has none; at least one. */
    List<String> names();

    /**
     * Returns an image.
     *
     * @param index position in {@link #names}
     * @throws org.znn.common.volume.VolumeException if its pages are not supported or missing
     */
    TiffSeries series(int index) throws IOException;

    /** Returns the structure that a file's description or private tags state. */
    static PageStructure of(TiffPages pages) throws IOException {
        String description = pages.description(0);
        TiffDirectory first = pages.directory(0);
        if (OmeXml.matches(description)) {
            return new OmeStructure(pages, OmeXml.parse(description));
        }
        if (ImageJDescription.matches(description)) {
            return new ImageJStructure(pages, ImageJDescription.parse(description));
        }
        if (ShapeDescription.parse(description).isPresent()) {
            return ShapedStructure.of(pages);
        }
        if (first.values(TiffTag.UIC2).count() > 1) {
            return new MetaMorphStructure(pages);
        }
        return first.values(TiffTag.CZ_LSMINFO).count() > 0 ? new LsmStructure(pages) : new PlainStructure(pages);
    }
}
