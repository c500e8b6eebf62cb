package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.znn.common.volume.VolumeException;

/**
 * An OME-TIFF file: its XML states which page holds which plane of which image.
 *
 * @param pages pages of the file
 * @param xml   description of the first page
 */
record OmeStructure(TiffPages pages, OmeXml xml) implements PageStructure {

    private static final Set<String> ORDERS = Set.of("XYZCT", "XYZTC", "XYCZT", "XYCTZ", "XYTCZ", "XYTZC");
    private static final String CONVERT = "; export the image to a single OME-TIFF file, for example in ImageJ with"
            + " Bio-Formats";

    OmeStructure {
        if (xml.images().isEmpty()) {
            throw new VolumeException("the OME-XML in the description of the file has no images");
        }
    }

    @Override
    public List<String> names() {
        return xml.images().stream().map(OmeImage::name).toList();
    }

    @Override
    public TiffSeries series(int index) throws IOException {
        OmeImage image = xml.images().get(index);
        OmeImage.Size size = image.size();
        int samples = samples(image);
        if (!ORDERS.contains(image.order()) || size.c() < 1 || size.z() < 1 || size.t() < 1
                || size.c() % samples != 0) {
            throw new VolumeException("the OME-XML states the dimension order '" + image.order() + "' with " + size.c()
                    + " channels, " + size.z() + " sections and " + size.t() + " frames for pages of " + samples
                    + " samples, which is not possible: the file is damaged");
        }
        PlaneOrder order = new PlaneOrder(image.order().substring(2), size.c() / samples, size.z(), size.t());
        if (order.planes() > pages.size()) {
            throw new VolumeException("the OME-XML states " + size.c() + " channels, " + size.z() + " sections and "
                    + size.t() + " frames, but the file has " + pages.size() + " pages" + CONVERT);
        }
        int[] table = table(image, order);
        PageLayout layout = pages.get(table[0]).layout();
        for (int page : table) {
            pages.requireSameLayout(table[0], pages.get(page));
        }
        if (layout.height() != size.y() || layout.width() != size.x() || layout.samples() != samples) {
            throw new VolumeException("the OME-XML states " + size.y() + " x " + size.x() + " pixels of " + samples
                    + " samples, but the pages have " + layout + ": the file is damaged");
        }
        return TiffSeries.of(pages.file().big() ? "OME-TIFF (BigTIFF)" : "OME-TIFF", layout, order,
                i -> pages.get(table[i])).withCalibration(image.calibration());
    }

    /** Returns the samples of a pixel of the image's first page. */
    private int samples(OmeImage image) {
        int first = image.blocks().isEmpty() ? 0 : pages.indexOf(image.blocks().get(0).page());
        return first < 0 ? 1 : pages.get(first).layout().samples();
    }

    /** Returns the index in the file's pages of each plane. */
    private int[] table(OmeImage image, PlaneOrder order) {
        int planes = (int) order.planes();
        int[] table = new int[planes];
        Arrays.fill(table, -1);
        if (image.blocks().isEmpty()) {
            throw new VolumeException("the OME-XML does not state which pages hold the image" + CONVERT);
        }
        for (OmeImage.Block block : image.blocks()) {
            requireThisFile(block);
            if (block.channel() >= order.channels() || block.section() >= order.sections()
                    || block.frame() >= order.frames()) {
                throw new VolumeException("the OME-XML places a page outside the image: the file is damaged");
            }
            int start = order.index(block.channel(), block.section(), block.frame());
            int count = block.planes() < 0 ? planes - start : block.planes();
            if (count > planes - start) {
                throw new VolumeException("the OME-XML places more pages in an image than it has planes: the file is"
                        + " damaged");
            }
            for (int i = 0; i < count; i++) {
                table[start + i] = pages.indexOf(block.page() + i);
                if (table[start + i] < 0) {
                    throw new VolumeException("the OME-XML refers to page " + (block.page() + i + 1L)
                            + ", but the file has no such image: it is truncated or damaged");
                }
            }
        }
        for (int plane : table) {
            if (plane < 0) {
                throw new VolumeException("the OME-XML does not state which page holds some of the " + planes
                        + " planes of the image" + CONVERT);
            }
        }
        return table;
    }

    private void requireThisFile(OmeImage.Block block) {
        String path = pages.file().source().name();
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean isOther = xml.uuid().isEmpty() || block.uuid().isEmpty()
                ? !block.file().isEmpty() && !block.file().equals(name) : !block.uuid().equals(xml.uuid());
        if (isOther) {
            throw new VolumeException("a part of the image is stored in another file"
                    + (block.file().isEmpty() ? "" : ", '" + block.file() + "'") + CONVERT);
        }
    }
}
