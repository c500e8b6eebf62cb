package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.znn.common.volume.VolumeException;

/**
 * The pages of a file, found in one pass over its chain of directories. Reduced copies and transparency masks are left
 * out.
 *
 * @param file file that holds the pages
 * @param list pages in the order of the chain
 */
record TiffPages(TiffFile file, List<TiffPage> list) {

    /** Bits of NewSubfileType that mark a reduced copy and a transparency mask. */
    private static final long NOT_AN_IMAGE = 1 | 4;

    /**
     * Finds the pages of a file.
     *
     * @throws VolumeException if the file has no pages, or pages that are not supported
     * @throws IOException     if the file is damaged
     */
    static TiffPages of(TiffFile file) throws IOException {
        List<TiffPage> pages = new ArrayList<>();
        Map<PageFormat, PageFormat> formats = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        long offset = file.offset(file.read(file.firstOffsetPosition(), file.offsetBytes()), 0);
        while (offset != 0) {
            if (!seen.add(offset)) {
                throw new IOException("the page directories form a cycle after page " + seen.size()
                        + ": the file is damaged");
            }
            TiffDirectory directory = new TiffDirectory(file, offset);
            if ((directory.value(TiffTag.NEW_SUBFILE_TYPE, 0) & NOT_AN_IMAGE) == 0) {
                TiffPage page = TiffPage.of(seen.size() - 1, directory);
                pages.add(page.withFormat(formats.computeIfAbsent(page.format(), f -> f)));
            }
            offset = directory.next();
        }
        if (pages.isEmpty()) {
            throw new VolumeException("the file has no pages");
        }
        return new TiffPages(file, List.copyOf(pages));
    }

    int size() {
        return list.size();
    }

    TiffPage get(int index) {
        return list.get(index);
    }

    /** Reads the directory of a page again. */
    TiffDirectory directory(int index) throws IOException {
        return new TiffDirectory(file, list.get(index).directory());
    }

    /** Returns the description of a page; empty if it has none. */
    String description(int index) throws IOException {
        return directory(index).text(TiffTag.DESCRIPTION);
    }

    /** Returns the index of the page with a number in the chain of directories; -1 if it is not an image. */
    int indexOf(int number) {
        int low = 0;
        int high = list.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = list.get(middle).number();
            if (found == number) {
                return middle;
            }
            low = found < number ? middle + 1 : low;
            high = found < number ? high : middle - 1;
        }
        return -1;
    }

    /**
     * Checks that pages have the same size and type.
     *
     * @param from index of the first page
     * @param end  index after the last page
     */
    void requireSameLayout(int from, int end) {
        for (int i = from + 1; i < end; i++) {
            requireSameLayout(from, list.get(i));
        }
    }

    /** Checks that a page has the size and type of the page with the given index. */
    void requireSameLayout(int first, TiffPage page) {
        PageLayout expected = list.get(first).layout();
        if (page.layout() != expected && !page.layout().equals(expected)) {
            throw new VolumeException("page " + (page.number() + 1) + " has " + page.layout() + ", but page "
                    + (list.get(first).number() + 1) + " has " + expected + "; all pages of a volume must have the same"
                    + " size and type");
        }
    }
}
