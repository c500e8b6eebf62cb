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
 * The pages of a file, found in one walk along its directories.
 *
 * @param file   the file
 * @param pages  one a section; or the one page whose planes follow each other
 * @param planes sections: the number of pages, or what ImageJ says of a single one
 */
record TiffStack(TiffFile file, List<TiffPage> pages, int planes) {

    /** Bits of NewSubfileType: a smaller copy of another page, and a transparency mask. */
    private static final long NOT_A_SECTION = 1 | 4;
    private static final Pattern IMAGES = Pattern.compile("^ImageJ=.*?^images=(\\d{1,18})\\s*$",
            Pattern.DOTALL | Pattern.MULTILINE);

    /** Throws {@link VolumeException} or {@link IOException} where the file is damaged or its pages differ. */
    static TiffStack of(TiffFile file) throws IOException {
        List<TiffPage> pages = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        OptionalLong images = OptionalLong.empty();
        long offset = file.offset(file.read(file.firstOffsetPosition(), file.offsetBytes()), 0);
        while (offset != 0) {
            if (!seen.add(offset)) {
                throw new IOException("after page " + seen.size() + " its directories run in a circle: it is damaged");
            }
            TiffDirectory directory = new TiffDirectory(file, offset);
            if ((directory.number(TiffTag.NEW_SUBFILE_TYPE, 0) & NOT_A_SECTION) == 0) {
                pages.add(same(pages, TiffPage.of(directory)));
                images = pages.size() == 1 ? images(directory.text(TiffTag.DESCRIPTION)) : OptionalLong.empty();
            }
            offset = directory.next();
        }
        if (pages.isEmpty()) {
            throw new VolumeException("it has no pages");
        }
        return new TiffStack(file, List.copyOf(pages), planes(file, pages, images));
    }

    /** ImageJ writes large stacks as one page and the number of planes, which lie one after the other. */
    boolean isVirtual() {
        return planes > pages.size();
    }

    private static TiffPage same(List<TiffPage> pages, TiffPage next) {
        if (!pages.isEmpty() && !pages.get(0).layout().equals(next.layout())) {
            throw new VolumeException("page " + (pages.size() + 1) + " has " + next.layout() + ", but page 1 has "
                    + pages.get(0).layout() + "; the pages of a volume must be alike");
        }
        return next;
    }

    private static OptionalLong images(String description) {
        Matcher matcher = IMAGES.matcher(description);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private static int planes(TiffFile file, List<TiffPage> pages, OptionalLong images) throws IOException {
        TiffPage first = pages.get(0);
        if (pages.size() > 1 || images.orElse(1) <= 1 || !first.plain()) {
            return pages.size();
        }
        long planeBytes = first.layout().rowBytes() * first.layout().height();
        long held = (file.source().length() - first.strips().get(0)) / planeBytes;
        if (images.getAsLong() > held) {
            throw new VolumeException("ImageJ's description says " + images.getAsLong() + " images, but it holds "
                    + Math.max(0, held) + ": it is cut short or damaged");
        }
        return Math.toIntExact(images.getAsLong());
    }
}
