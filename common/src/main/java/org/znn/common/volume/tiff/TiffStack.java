package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.volume.VolumeException;

/**
 * The pages of a TIFF file, found in one pass over its directories.
 *
 * @param file   file that holds the pages
 * @param pages  pages, one per section; or a single page followed by all planes of a stack written by ImageJ
 * @param planes number of sections: the number of pages, or the number of planes that ImageJ declares for a single page
 */
record TiffStack(TiffFile file, List<TiffPage> pages, int planes) {

    /** Bits of NewSubfileType that mark a reduced-resolution copy and a transparency mask. */
    private static final long NOT_A_SECTION = 1 | 4;
    private static final Pattern IMAGES = Pattern.compile("^ImageJ=.*?^images=(\\d{1,18})\\s*$",
            Pattern.DOTALL | Pattern.MULTILINE);

    /**
     * Finds the pages of a file.
     *
     * @throws VolumeException if the pages differ or the file has none
     * @throws IOException     if the file is damaged
     */
    static TiffStack of(TiffFile file) throws IOException {
        List<TiffPage> pages = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        OptionalLong images = OptionalLong.empty();
        long offset = file.offset(file.read(file.firstOffsetPosition(), file.offsetBytes()), 0);
        while (offset != 0) {
            if (!seen.add(offset)) {
                throw new IOException("the page directories form a cycle after page " + seen.size()
                        + ": the file is damaged");
            }
            TiffDirectory directory = new TiffDirectory(file, offset);
            if ((directory.value(TiffTag.NEW_SUBFILE_TYPE, 0) & NOT_A_SECTION) == 0) {
                pages.add(requireSameLayout(pages, TiffPage.of(directory)));
                images = pages.size() == 1 ? declaredImages(directory.text(TiffTag.DESCRIPTION)) : OptionalLong.empty();
            }
            offset = directory.next();
        }
        if (pages.isEmpty()) {
            throw new VolumeException("the file has no pages");
        }
        return new TiffStack(file, List.copyOf(pages), planes(file, pages, images));
    }

    /** Whether the file has a single page followed by all planes, as ImageJ writes large stacks. */
    boolean isVirtual() {
        return planes > pages.size();
    }

    private static TiffPage requireSameLayout(List<TiffPage> pages, TiffPage next) {
        if (!pages.isEmpty() && !pages.get(0).layout().equals(next.layout())) {
            throw new VolumeException("page " + (pages.size() + 1) + " has " + next.layout() + ", but page 1 has "
                    + pages.get(0).layout() + "; all pages of a volume must have the same size and type");
        }
        return next;
    }

    private static OptionalLong declaredImages(String description) {
        Matcher matcher = IMAGES.matcher(description);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private static int planes(TiffFile file, List<TiffPage> pages, OptionalLong images) throws IOException {
        TiffPage first = pages.get(0);
        if (pages.size() > 1 || images.orElse(1) <= 1 || !first.hasRawStrips()) {
            return pages.size();
        }
        long planeBytes = first.layout().rowBytes() * first.layout().height();
        long stored = (file.source().length() - first.strips().get(0)) / planeBytes;
        if (images.getAsLong() > stored) {
            throw new VolumeException("the ImageJ description declares " + images.getAsLong() + " images, but the file"
                    + " holds " + Math.max(0, stored) + ": it is truncated or damaged");
        }
        return Math.toIntExact(images.getAsLong());
    }
}
