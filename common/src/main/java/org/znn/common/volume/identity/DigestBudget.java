package org.znn.common.volume.identity;

import java.util.Optional;
import org.znn.common.volume.storage.FileVersion;

/**
 * How much of the files of a volume is digested, such that the identity of a volume of any size takes seconds.
 *
 * @param files number of files of the volume
 * @param bytes size of all files together
 */
record DigestBudget(int files, long bytes) {

    /** Size up to which the whole content of a file is digested. */
    static final long MAX_WHOLE_BYTES = 64L << 20;
    /** Number of files, such as those of a pair, up to which each of them is treated as if it were alone. */
    private static final int FEW = 16;
    private static final long MAX_BYTES = 1L << 30;
    private static final int MAX_PAGES = 256;
    private static final int MAX_PAGES_OF_ALL = 8192;
    /** An ETag already identifies the content, and each page is a request. */
    private static final int PAGES_BESIDE_ETAG = 16;

    /** Returns the number of pages to digest of a file; 0 for its whole content; empty for no digest. */
    Optional<Integer> pages(FileVersion file) {
        boolean hasEtag = file.kind() == FileVersion.Kind.ETAG;
        boolean isSmall = file.bytes() <= MAX_WHOLE_BYTES;
        if (isSmall && (hasEtag ? bytes <= MAX_WHOLE_BYTES && files <= FEW : files <= FEW || bytes <= MAX_BYTES)) {
            return Optional.of(ContentDigest.WHOLE);
        }
        if (files <= FEW) {
            return Optional.of(hasEtag ? PAGES_BESIDE_ETAG : MAX_PAGES);
        }
        return hasEtag ? Optional.empty()
                : Optional.of(Math.max(1, Math.min(MAX_PAGES, MAX_PAGES_OF_ALL / files)));
    }
}
