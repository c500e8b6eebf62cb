package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.List;
import org.znn.common.volume.VolumeException;

/**
 * A stack or hyperstack of ImageJ. Channels vary fastest, then sections, then frames. Long stacks have one directory,
 * which all planes follow.
 *
 * @param pages       pages of the file
 * @param description description of the first page
 */
record ImageJStructure(TiffPages pages, ImageJDescription description) implements PageStructure {

    private static final String SOURCE = "the ImageJ description";
    /** ImageJ shows no more channels together. */
    private static final int MAX_CHANNELS = 7;

    @Override
    public List<String> names() {
        return List.of("");
    }

    @Override
    public TiffSeries series(int index) throws IOException {
        long images = description.count("images");
        long channels = description.count("channels");
        long frames = description.count("frames");
        long sections = description.values().containsKey("slices") ? description.count("slices")
                : Math.max(1, images / Math.max(1, channels * frames));
        TiffPage first = pages.get(0);
        boolean isVirtual = pages.size() == 1 && images > 1;
        PageSequence sequence = isVirtual ? VirtualPages.of(pages.file(), first, images, SOURCE) : pages::get;
        pages.requireSameLayout(0, pages.size());
        long stored = isVirtual ? images : pages.size();
        if (channels > 1 && channels == stored) {
            return ofChannels(sequence, (int) channels);
        }
        if ((double) channels * sections * frames == stored) {
            return series(sequence, new PlaneOrder("CZT", (int) channels, (int) sections, (int) frames));
        }
        if (channels > 1 || frames > 1) {
            throw new VolumeException(SOURCE + " declares " + channels + " channels, " + sections + " slices and "
                    + frames + " frames, but the file holds " + stored + " images: it is truncated or damaged");
        }
        return series(sequence, PlaneOrder.ofSections(Math.toIntExact(stored))).withNotes(List.of(SOURCE + " declares "
                + sections + " slices, but the file holds " + stored + " images; all are read as sections"));
    }

    /**
     * Returns images of which the description states only channels. Tifffile describes an array of three axes so,
     * unless its axes are named; more channels than ImageJ has are therefore taken as sections.
     */
    private TiffSeries ofChannels(PageSequence sequence, int channels) throws IOException {
        if (channels > MAX_CHANNELS) {
            return series(sequence, PlaneOrder.ofSections(channels)).withNotes(List.of(SOURCE + " states " + channels
                    + " channels and one slice, as tifffile does for arrays whose axes are not named; the channels are"
                    + " read as sections"));
        }
        return series(sequence, new PlaneOrder("CZT", channels, 1, 1)).withNotes(List.of(SOURCE + " states " + channels
                + " channels and one slice; if they are sections, exchange channels and slices in ImageJ (Image >"
                + " Properties), or store the stack with tifffile.imwrite('new.tif', volume, imagej=True,"
                + " metadata={'axes': 'ZYX'})"));
    }

    private TiffSeries series(PageSequence sequence, PlaneOrder order) throws IOException {
        boolean isHyperstack = order.channels() > 1 || order.frames() > 1;
        String format = (isHyperstack ? "ImageJ hyperstack (" : "ImageJ stack (")
                + (pages.file().big() ? "BigTIFF)" : "TIFF)");
        return TiffSeries.of(format, pages.get(0).layout(), order, sequence)
                .withCalibration(TiffCalibration.ofImageJ(description, pages.directory(0)));
    }
}
