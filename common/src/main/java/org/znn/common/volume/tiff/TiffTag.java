package org.znn.common.volume.tiff;

/** The tags of TIFF 6.0 that describe how a page is stored. */
enum TiffTag {
    NEW_SUBFILE_TYPE(254), WIDTH(256), HEIGHT(257), BITS_PER_SAMPLE(258), COMPRESSION(259), PHOTOMETRIC(262),
    DESCRIPTION(270), STRIP_OFFSETS(273), SAMPLES_PER_PIXEL(277), ROWS_PER_STRIP(278), STRIP_BYTE_COUNTS(279),
    PLANAR_CONFIGURATION(284), TILE_OFFSETS(324), SAMPLE_FORMAT(339);

    private final int number;

    TiffTag(int number) {
        this.number = number;
    }

    /** Returns the number of the tag in the file. */
    int number() {
        return number;
    }
}
