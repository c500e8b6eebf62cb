package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Arrays written by tifffile, one after the other, each with its shape in the description of its first page.
 *
 * @param pages  pages of the file
 * @param arrays the arrays
 */
record ShapedStructure(TiffPages pages, List<StoredArray> arrays) implements PageStructure {

    /**
     * An array.
     *
     * @param start       index of its first page
     * @param description its description; empty for the remaining pages of the file if these have none
     */
    record StoredArray(int start, Optional<ShapeDescription> description) {
    }

    /** Finds the arrays of a file; pages that are each an array, or do not match their descriptions, are sections. */
    static PageStructure of(TiffPages pages) throws IOException {
        List<StoredArray> arrays = new ArrayList<>();
        boolean areSinglePlanes = true;
        for (int start = 0; start < pages.size();) {
            Optional<ShapeDescription> description = ShapeDescription.parse(pages.description(start));
            arrays.add(new StoredArray(start, description));
            if (description.isEmpty()) {
                areSinglePlanes = false;
                break;
            }
            Optional<ShapeAxes> axes = ShapeAxes.of(description.get(), pages.get(start));
            long count = axes.isEmpty() ? Long.MAX_VALUE : description.get().truncated() ? 1 : axes.get().pages();
            if (count > pages.size() - start) {
                return new PlainStructure(pages, List.of("the description of the file states an array of the shape "
                        + description.get() + ", which " + (pages.size() - start) + " pages of "
                        + pages.get(start).layout() + " cannot hold; each page is read as a section"));
            }
            areSinglePlanes &= axes.get().order().planes() == 1 && !description.get().truncated();
            start += (int) count;
        }
        return areSinglePlanes && arrays.size() > 1 ? new PlainStructure(pages)
                : new ShapedStructure(pages, List.copyOf(arrays));
    }

    @Override
    public List<String> names() {
        return Collections.nCopies(arrays.size(), "");
    }

    @Override
    public TiffSeries series(int index) throws IOException {
        StoredArray array = arrays.get(index);
        int start = array.start();
        if (array.description().isEmpty()) {
            return PlainStructure.sections(pages, start, List.of());
        }
        TiffPage first = pages.get(start);
        ShapeAxes axes = ShapeAxes.of(array.description().get(), first).orElseThrow();
        PageSequence sequence;
        if (array.description().get().truncated() && axes.pages() > 1) {
            sequence = VirtualPages.of(pages.file(), first, axes.pages(), "the description");
        } else {
            sequence = i -> pages.get(start + i);
            pages.requireSameLayout(start, start + (int) axes.pages());
        }
        List<String> notes = axes.samplesAreSections() && array.description().get().axes().isEmpty()
                ? List.of("the " + first.layout().samples() + " planes of a page, which its tags call colours, are read"
                        + " as sections, because its description states the shape " + array.description().get())
                : List.of();
        return new TiffSeries(pages.file().big() ? "BigTIFF" : "TIFF", first.layout(), axes.order(),
                axes.samplesAreSections(), sequence, TiffCalibration.ofResolution(pages.directory(start)), notes);
    }
}
