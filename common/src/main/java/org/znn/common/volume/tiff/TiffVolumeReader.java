package org.znn.common.volume.tiff;

import java.io.IOException;
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
 * Reads a TIFF stack as a volume: each page is a z section, each sample of a pixel a channel. Samples are read as
 * stored, without applying colour maps or the "white is zero" interpretation.
 */
public final class TiffVolumeReader extends AbstractVolumeReader {

    private final TiffStack stack;
    private final StripReader strips;
    private final PageDecoder decoder;

    private TiffVolumeReader(TiffStack stack, TiffPage.Layout layout) {
        super(new VolumeInfo(stack.file().source().name(), layout.samples(),
                new Vec3(stack.planes(), layout.height(), layout.width()), layout.type(), Optional.empty()),
                stack.file().source().name());
        this.stack = stack;
        strips = new StripReader(stack.file());
        decoder = new PageDecoder(stack.file());
    }

    /**
     * Opens a stack. The reader takes ownership of the source; if opening fails, the source remains open.
     *
     * @throws VolumeException if the file is damaged or not supported, or its pages differ
     */
    public static TiffVolumeReader open(ByteSource source) {
        try {
            TiffStack stack = TiffStack.of(TiffFile.of(source));
            return new TiffVolumeReader(stack, stack.pages().get(0).layout());
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw new VolumeException(source.name() + ": " + ErrorMessages.describe(e), e);
        }
    }

    @Override
    protected void read(Box box, VoxelSink sink) throws IOException {
        Vec3 size = box.size();
        for (int z = 0; z < size.z(); z++) {
            int plane = box.start().z() + z;
            Box section = new Box(box.start().with(0, plane), size.with(0, 1));
            TiffPage page = stack.pages().get(stack.isVirtual() ? 0 : plane);
            VoxelSink shifted = sink.shifted(z * size.y() * size.x());
            if (page.hasRawStrips()) {
                strips.read(page, stack.isVirtual() ? plane : 0, section, Math.toIntExact(box.voxels()), shifted);
            } else {
                decoder.read(page, section, Math.toIntExact(box.voxels()), shifted);
            }
        }
    }

    @Override
    public void close() throws IOException {
        stack.file().source().close();
    }
}
