package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.raster.AbstractVolumeReader;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raster.VoxelSink;
import org.znn.common.volume.storage.ByteSource;

/**
 * Reads an image of a TIFF file as a volume: a stack of pages, an ImageJ hyperstack, an OME-TIFF, an array written by
 * tifffile, or a stack of MetaMorph or Zeiss. Samples are read as stored, without applying colour maps or the "white is
 * zero" interpretation.
 */
public final class TiffVolumeReader extends AbstractVolumeReader {

    private final TiffFile file;
    private final TiffSeries series;
    private final int frame;
    private final PageReader pages;

    private TiffVolumeReader(TiffFile file, SeriesSelector selected, String location) {
        super(info(file.source().name(), selected), location);
        this.file = file;
        series = selected.series();
        frame = selected.frame();
        pages = new PageReader(file);
    }

    /**
     * Opens an image. The reader takes ownership of the source; if opening fails, the source remains open.
     *
     * @param source TIFF file
     * @param image  image and frame to read if the file has several, such as {@code /1}, {@code /name}, {@code /t0} or
     *               {@code /1/t0}; if empty, the first image, which must have one frame
     * @throws VolumeException if the file is damaged or not supported, or has no such image
     */
    public static TiffVolumeReader open(ByteSource source, Optional<String> image) {
        String location = source.name() + image.map(i -> ":" + i).orElse("");
        try {
            TiffFile file = TiffFile.of(source);
            PageStructure structure = PageStructure.of(TiffPages.of(file));
            return new TiffVolumeReader(file, SeriesSelector.select(structure, image), location);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw new VolumeException(location + ": " + ErrorMessages.describe(e), e);
        }
    }

    private static VolumeInfo info(String path, SeriesSelector selected) {
        TiffSeries series = selected.series();
        PageLayout layout = series.layout();
        PageFormat format = series.plane(0, 0, selected.frame()).page().format();
        return VolumeInfo.of(path, series.format(), series.axes(), series.channels(),
                new Vec3(series.order().sections(), layout.height(), layout.width()), layout.type())
                .withChunk(Optional.of(new Vec3(1, format.segmentHeight(), format.segmentWidth())))
                .withCalibration(series.calibration()).withNotes(notes(series, format));
    }

    private static List<String> notes(TiffSeries series, PageFormat format) {
        List<String> notes = new ArrayList<>(series.notes());
        if (format.photometric() == PageFormat.WHITE_IS_ZERO) {
            notes.add("the file declares that white is stored as 0; values are read as stored, not inverted");
        } else if (format.photometric() == PageFormat.PALETTE) {
            notes.add("the file has a colour map; values are read as stored, as indices of colours");
        }
        if (format.compression() == TiffCompression.JPEG) {
            notes.add("the file is compressed with JPEG, which changes values");
        }
        return notes;
    }

    @Override
    protected void read(Box box, VoxelSink sink) throws IOException {
        Vec3 size = box.size();
        int channelStride = Math.toIntExact(box.voxels());
        PageLayout layout = series.layout();
        for (int z = 0; z < size.z(); z++) {
            int section = box.start().z() + z;
            for (int channel = 0; channel < info().channels(); channel += layout.interleaved()) {
                TiffSeries.Plane plane = series.plane(channel, section, frame);
                pages.read(plane.page(), plane.sample(), box, channelStride,
                        sink.shifted(channel * channelStride + z * size.y() * size.x()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.source().close();
    }
}
