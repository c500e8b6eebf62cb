package org.znn.common.volume.png;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.raster.AbstractVolumeReader;
import org.znn.common.volume.raster.ArrayBlock;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raster.Region;
import org.znn.common.volume.raster.VoxelSink;
import org.znn.common.volume.storage.ByteSource;

/**
 * Reads a PNG image as a volume of one section, each sample of a pixel as a channel. Decodes rows as far as they are
 * needed and keeps them, unless the image is large: then it decodes them anew for each box.
 */
public final class PngVolumeReader extends AbstractVolumeReader {

    /** Size in bytes up to which the decoded image is kept. */
    private static final long MAX_KEPT = 128L << 20;
    /** Pixel of an 8 x 8 tile at which each pass of an interlaced image begins, and distances of its pixels: x, y. */
    private static final int[][] PASSES = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4},
        {1, 0, 2, 2}, {0, 1, 1, 2}};

    private final ByteSource source;
    private final PngHeader header;
    private final PngSamples samples;
    private final int rowBytes;
    private byte[] kept;
    private int keptRows;
    private PngRows decoder;

    private PngVolumeReader(ByteSource source, PngHeader header, PngSamples samples) {
        super(new VolumeInfo(source.name(), "PNG", header.channels() == 1 ? "y,x" : "y,x,c", header.channels(),
                new Vec3(1, header.height(), header.width()), header.type(),
                Optional.of(new Vec3(1, header.height(), header.width())), Optional.empty(), Map.of(),
                notes(header, samples)), source.name());
        this.source = source;
        this.header = header;
        this.samples = samples;
        rowBytes = Math.toIntExact(header.rowBytes());
    }

    /** Whether a file begins with the signature of PNG. */
    public static boolean isPng(byte[] head) {
        return head.length >= Long.BYTES && ByteBuffer.wrap(head).getLong(0) == PngHeader.SIGNATURE;
    }

    /**
     * Opens an image. The reader takes ownership of the source; if opening fails, the source remains open.
     *
     * @throws VolumeException if the file is damaged or not supported
     */
    public static PngVolumeReader open(ByteSource source) {
        try {
            PngHeader header = PngHeader.read(source);
            if (header.interlaced() && header.rowBytes() * header.height() > MAX_KEPT) {
                throw new VolumeException("an interlaced image of " + header.width() + " x " + header.height()
                        + " pixels is not supported; store it without interlacing, with ImageMagick: magick FILE.png"
                        + " -interlace none IMAGE.png");
            }
            return new PngVolumeReader(source, header, PngSamples.of(source, header));
        } catch (IOException | RuntimeException e) {
            throw new VolumeException(source.name() + ": " + ErrorMessages.describe(e), e);
        }
    }

    private static List<String> notes(PngHeader header, PngSamples samples) {
        List<String> notes = new ArrayList<>();
        if (samples.isIndex()) {
            notes.add("the voxels are the indices into the palette of the image, not its colours");
        } else if (header.bits() == 1) {
            notes.add("black is 0 and white is 1: the image has one bit a pixel");
        }
        if (header.channels() == 2 || header.channels() == 4) {
            notes.add("the last of the " + header.channels() + " channels is the opacity");
        }
        return notes;
    }

    @Override
    protected void read(Box box, VoxelSink sink) throws IOException {
        Region region = Region.channelsLast(header.channels(), box);
        if (header.rowBytes() * header.height() > MAX_KEPT) {
            readRows(box, region, sink);
            return;
        }
        keep(box.end().y());
        new ArrayBlock(ByteBuffer.wrap(kept), new int[Region.RANK],
                new int[] {1, header.height(), header.width(), header.channels()}, header.type()).copy(region, sink);
    }

    private void readRows(Box box, Region region, VoxelSink sink) throws IOException {
        byte[] row = new byte[rowBytes];
        try (PngRows rows = new PngRows(source, header, samples)) {
            rows.begin(header.width());
            for (int y = 0; y < box.end().y(); y++) {
                rows.next(header.width(), row, 0, rowBytes / header.width());
                new ArrayBlock(ByteBuffer.wrap(row), new int[] {0, y, 0, 0},
                        new int[] {1, 1, header.width(), header.channels()}, header.type()).copy(region, sink);
            }
            if (box.end().y() == header.height()) {
                rows.finish();
            }
        }
    }

    /** Decodes the rows before {@code end}, or all rows if they are interlaced. */
    private void keep(int end) throws IOException {
        if (keptRows >= end) {
            return;
        }
        if (decoder == null) {
            kept = new byte[rowBytes * header.height()];
            decoder = new PngRows(source, header, samples);
            decoder.begin(header.width());
        }
        try {
            decode(end);
        } catch (IOException | RuntimeException e) {
            // The next read begins anew.
            decoder.close();
            decoder = null;
            keptRows = 0;
            throw e;
        }
    }

    private void decode(int end) throws IOException {
        if (header.interlaced()) {
            deinterlace(decoder);
        } else {
            for (int y = keptRows; y < end; y++) {
                decoder.next(header.width(), kept, y * rowBytes, rowBytes / header.width());
            }
        }
        keptRows = header.interlaced() ? header.height() : end;
        if (keptRows == header.height()) {
            decoder.finish();
        }
    }

    private void deinterlace(PngRows rows) throws IOException {
        int pixelBytes = rowBytes / header.width();
        for (int[] pass : PASSES) {
            int pixels = Math.floorDiv(header.width() - pass[0] + pass[2] - 1, pass[2]);
            if (pixels > 0) {
                rows.begin(pixels);
                for (int y = pass[1]; y < header.height(); y += pass[3]) {
                    rows.next(pixels, kept, y * rowBytes + pass[0] * pixelBytes, pass[2] * pixelBytes);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (decoder != null) {
            decoder.close();
        }
        source.close();
    }
}
