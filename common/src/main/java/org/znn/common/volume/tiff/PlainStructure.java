package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Pages without a description of what they form: each is a section.
 *
 * @param pages pages of the file
 * @param notes sentences about the reason for reading the pages so
 */
record PlainStructure(TiffPages pages, List<String> notes) implements PageStructure {

    PlainStructure(TiffPages pages) {
        this(pages, List.of());
    }

    @Override
    public List<String> names() {
        return List.of("");
    }

    @Override
    public TiffSeries series(int index) throws IOException {
        return sections(pages, 0, notes);
    }

    /**
     * Returns the pages from an index on as sections.
     *
     * @param notes sentences about the interpretation of the file
     */
    static TiffSeries sections(TiffPages pages, int start, List<String> notes) throws IOException {
        pages.requireSameLayout(start, pages.size());
        PageLayout layout = pages.get(start).layout();
        List<String> all = new ArrayList<>(notes);
        if (layout.separate() && layout.hasSamplesOfColours()
                && pages.get(start).format().photometric() == PageFormat.RGB) {
            all.add("the " + layout.samples() + " planes of a page are read as the channels red, green and blue"
                    + (layout.samples() > 3 ? " and opacity" : "") + ", as its tags state; if they are sections, store"
                    + " the stack with tifffile.imwrite('new.tif', volume, photometric='minisblack')");
        }
        return TiffSeries.of(pages.file().big() ? "BigTIFF" : "TIFF", layout,
                PlaneOrder.ofSections(pages.size() - start), i -> pages.get(start + i)).withNotes(all)
                .withCalibration(TiffCalibration.ofResolution(pages.directory(start)));
    }
}
