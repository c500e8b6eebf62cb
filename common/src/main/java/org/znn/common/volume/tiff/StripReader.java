package org.znn.common.volume.tiff;

import java.io.IOException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.raster.Region;
import org.znn.common.volume.raster.StoredArray;
import org.znn.common.volume.raster.VoxelSink;

/** Reads pages whose strips hold the numbers as they are. */
final class StripReader {

    private final TiffFile file;

    StripReader(TiffFile file) {
        this.file = file;
    }

    /**
     * Hands a part of one page to the sink.
     *
     * @param plane        number of the plane after the page's first one, where ImageJ wrote several under one page
     * @param section      rows and columns
     * @param sampleStride distance in the result of the samples of a pixel
     */
    void read(TiffPage page, int plane, Box section, int sampleStride, VoxelSink sink) throws IOException {
        long planeBytes = page.layout().rowBytes() * page.layout().height();
        int height = page.layout().height();
        int row = section.start().y();
        int end = section.end().y();
        while (row < end) {
            int strip = row / page.rowsPerStrip();
            int stripRow = strip * page.rowsPerStrip();
            int next = plane > 0 ? height : runEnd(page, strip, end);
            long address = page.strips().get(plane > 0 ? 0 : strip) + plane * planeBytes;
            Box rows = section.intersect(new Box(section.start().with(1, stripRow),
                    new Vec3(1, next - stripRow, section.size().x())));
            read(page, address, rows.shift(new Vec3(0, -stripRow, 0)), next - stripRow, sampleStride,
                    sink.shifted((rows.start().y() - section.start().y()) * section.size().x()));
            row = next;
        }
    }

    /** The first row after the strips that follow each other in the file without a gap, from this one on. */
    private static int runEnd(TiffPage page, int strip, int end) throws IOException {
        long stripBytes = page.layout().rowBytes() * page.rowsPerStrip();
        int next = strip + 1;
        while (next * (long) page.rowsPerStrip() < end
                && page.strips().get(next) == page.strips().get(next - 1) + stripBytes) {
            next++;
        }
        return (int) Math.min(page.layout().height(), next * (long) page.rowsPerStrip());
    }

    private void read(TiffPage page, long address, Box rows, int height, int sampleStride, VoxelSink sink)
            throws IOException {
        Vec3 from = rows.start();
        Vec3 size = rows.size();
        int width = page.layout().width();
        int samples = page.layout().samples();
        if (samples == 1) {
            array(page, address, 1, height, width).read(new Region(new int[] {0, 0, from.y(), from.x()},
                    new int[] {1, 1, size.y(), size.x()}, new int[] {0, 0, size.x(), 1}), sink);
        } else {
            array(page, address, height, width, samples).read(new Region(new int[] {0, from.y(), from.x(), 0},
                    new int[] {1, size.y(), size.x(), samples}, new int[] {0, size.x(), 1, sampleStride}), sink);
        }
    }

    private StoredArray array(TiffPage page, long address, int... axes) {
        return new StoredArray(file.source(), address, new int[] {1, axes[0], axes[1], axes[2]}, page.layout().type(),
                file.order());
    }
}
