package org.znn.common.volume.tiff;

/** The tags of TIFF 6.0 and of microscopes' software that describe how a page is stored and what it shows. */
enum TiffTag {
    NEW_SUBFILE_TYPE(254), WIDTH(256), HEIGHT(257), BITS_PER_SAMPLE(258), COMPRESSION(259), PHOTOMETRIC(262),
    FILL_ORDER(266), DESCRIPTION(270), STRIP_OFFSETS(273), SAMPLES_PER_PIXEL(277), ROWS_PER_STRIP(278),
    STRIP_BYTE_COUNTS(279), X_RESOLUTION(282), Y_RESOLUTION(283), PLANAR_CONFIGURATION(284), T4_OPTIONS(292),
    T6_OPTIONS(293), RESOLUTION_UNIT(296), PREDICTOR(317), TILE_WIDTH(322), TILE_LENGTH(323), TILE_OFFSETS(324),
    TILE_BYTE_COUNTS(325), SAMPLE_FORMAT(339), JPEG_TABLES(347), YCBCR_SUBSAMPLING(530), IMAGE_DEPTH(32997),
    UIC1(33628), UIC2(33629), CZ_LSMINFO(34412);

    private final int number;

    TiffTag(int number) {
        this.number = number;
    }

    /** Returns the number of the tag in the file. */
    int number() {
        return number;
    }
}
