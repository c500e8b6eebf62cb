package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.raster.ArrayBlock;
import org.znn.common.volume.raster.ChunkCache;
import org.znn.common.volume.raster.ContiguousArray;
import org.znn.common.volume.raster.FillValue;
import org.znn.common.volume.raster.Region;
import org.znn.common.volume.raster.VoxelSink;

/**
 * Reads parts of pages. Of uncompressed strips and tiles only the rows of the part are read; others are decoded whole
 * and kept for the next part.
 */
final class PageReader {

    private static final long CACHE_BYTES = 64L << 20;

    private final TiffFile file;
    private final SegmentDecoder decoder;
    private final ChunkCache<Long> cache = new ChunkCache<>(CACHE_BYTES);

    PageReader(TiffFile file) {
        this.file = file;
        decoder = new SegmentDecoder(file);
    }

    /**
     * Passes a part of a page to a sink: all samples of a page that stores them interleaved, else one of them.
     *
     * @param page         page to read
     * @param sample       index of the sample if samples are stored separately
     * @param section      rows and columns to read; z is ignored
     * @param sampleStride distance between the samples of a pixel in the result, in elements
     * @param sink         sink of the samples
     */
    void read(TiffPage page, int sample, Box section, int sampleStride, VoxelSink sink) throws IOException {
        PageFormat format = page.format();
        Region region = region(format, section, sampleStride);
        Vec3 start = section.start();
        Vec3 end = section.end();
        int left = start.x() / format.segmentWidth();
        int right = (end.x() - 1) / format.segmentWidth();
        int top = start.y() / format.segmentHeight();
        int bottom = (end.y() - 1) / format.segmentHeight();
        long plane = format.layout().separate() ? (long) sample * format.across() * format.down() : 0;
        if (format.across() == 1) {
            readColumn(Segments.of(page, plane + top, bottom - top + 1), top, region, sink);
            return;
        }
        for (int down = top; down <= bottom; down++) {
            Segments row = Segments.of(page, plane + (long) down * format.across() + left, right - left + 1);
            for (int i = 0; i < row.size(); i++) {
                readSegment(row, i, down, left + i, region, sink);
            }
        }
    }

    /** Reads segments as wide as the page; uncompressed strips that are stored without gaps are read as one. */
    private void readColumn(Segments column, int top, Region region, VoxelSink sink) throws IOException {
        PageFormat format = column.page().format();
        long bytes = format.rowBytes() * format.segmentHeight();
        for (int i = 0; i < column.size();) {
            if (!format.isRaw() || column.isMissing(i)) {
                readSegment(column, i, top + i, 0, region, sink);
                i++;
                continue;
            }
            long address = rawOffset(column, i, top + i);
            int next = i + 1;
            while (next < column.size() && !column.isMissing(next)
                    && (next + 1L - i) * format.segmentHeight() <= Integer.MAX_VALUE
                    && rawOffset(column, next, top + next) == address + (next - i) * bytes) {
                next++;
            }
            int from = (top + i) * format.segmentHeight();
            int rows = (next - 1 - i) * format.segmentHeight() + format.rows(top + next - 1);
            readRaw(format, address, start(format, from, 0), shape(format, rows), region, sink);
            i = next;
        }
    }

    private void readSegment(Segments segments, int i, int down, int across, Region region, VoxelSink sink)
            throws IOException {
        PageFormat format = segments.page().format();
        int rows = format.rows(down);
        int[] start = start(format, down * format.segmentHeight(), across * format.segmentWidth());
        int[] shape = shape(format, rows);
        if (segments.isMissing(i)) {
            byte[] zero = new byte[format.layout().type().bytes()];
            new FillValue(zero, file.order()).fill(region, region.intersect(start, shape), sink);
        } else if (format.isRaw()) {
            readRaw(format, rawOffset(segments, i, down), start, shape, region, sink);
        } else {
            new ArrayBlock(decoded(segments, i, rows), start, shape, format.layout().type()).copy(region, sink);
        }
    }

    private static long rawOffset(Segments segments, int i, int down) {
        PageFormat format = segments.page().format();
        return segments.offset(i, format.rowBytes() * format.rows(down));
    }

    private ByteBuffer decoded(Segments segments, int i, int rows) throws IOException {
        // Both numbers have at most 31 bits.
        long key = (long) segments.page().number() << Integer.SIZE - 1 | segments.first() + i;
        ByteBuffer bytes = cache.get(key);
        if (bytes == null) {
            bytes = decoder.decode(segments, i, rows);
            cache.put(key, bytes);
        }
        return bytes;
    }

    private void readRaw(PageFormat format, long address, int[] start, int[] shape, Region region, VoxelSink sink)
            throws IOException {
        Region part = region.intersect(start, shape);
        int[] from = new int[Region.RANK];
        for (int d = 0; d < Region.RANK; d++) {
            from[d] = part.start()[d] - start[d];
        }
        new ContiguousArray(file.source(), address, shape, format.layout().type(), file.order())
                .read(new Region(from, part.count(), part.strides()), sink.shifted(region.offsetOf(part)));
    }

    /** Returns the region of a page in the axes (1, y, x, sample), or (1, 1, y, x) if it has one sample. */
    private static Region region(PageFormat format, Box section, int sampleStride) {
        Vec3 s = section.start();
        Vec3 n = section.size();
        int samples = format.layout().interleaved();
        return samples == 1
                ? new Region(new int[] {0, 0, s.y(), s.x()}, new int[] {1, 1, n.y(), n.x()},
                        new int[] {0, 0, n.x(), 1})
                : new Region(new int[] {0, s.y(), s.x(), 0}, new int[] {1, n.y(), n.x(), samples},
                        new int[] {0, n.x(), 1, sampleStride});
    }

    private static int[] start(PageFormat format, int y, int x) {
        return format.layout().interleaved() == 1 ? new int[] {0, 0, y, x} : new int[] {0, y, x, 0};
    }

    private static int[] shape(PageFormat format, int rows) {
        int samples = format.layout().interleaved();
        int width = format.segmentWidth();
        return samples == 1 ? new int[] {1, 1, rows, width} : new int[] {1, rows, width, samples};
    }
}
