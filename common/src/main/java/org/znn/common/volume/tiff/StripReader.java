package org.znn.common.volume.tiff;

import java.io.IOException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.raster.ContiguousArray;
import org.znn.common.volume.raster.Region;
import org.znn.common.volume.raster.VoxelSink;

/** Reads uncompressed pages that are stored in strips. */
final class StripReader {

    private final TiffFile file;

    StripReader(TiffFile file) {
        this.file = file;
    }

    /**
     * Passes a part of a page to a sink.
     *
     * @param page         page to read
     * @param plane        index of the plane within the page; 0 unless ImageJ stored several planes under one page
     * @param section      rows and columns to read
     * @param sampleStride distance between the samples of a pixel in the result, in elements
     * @param sink         sink of the samples
     */
    void read(TiffPage page, int plane, Box section, int sampleStride, VoxelSink sink) throws IOException {
        long planeBytes = page.layout().rowBytes() * page.layout().height();
        int height = page.layout().height();
        int row = section.start().y();
        int end = section.end().y();
        while (row < end) {
            int strip = row / page.rowsPerStrip();
            int stripRow = strip * page.rowsPerStrip();
            int next = plane > 0 ? height : adjacentEnd(page, strip, end);
            long address = page.strips().get(plane > 0 ? 0 : strip) + plane * planeBytes;
            Box rows = section.intersect(new Box(section.start().with(1, stripRow),
                    new Vec3(1, next - stripRow, section.size().x())));
            read(page, address, rows.shift(new Vec3(0, -stripRow, 0)), next - stripRow, sampleStride,
                    sink.shifted((rows.start().y() - section.start().y()) * section.size().x()));
            row = next;
        }
    }

    /** Returns the end row (exclusive) of the strips that are stored without gaps, starting with the given strip. */
    private static int adjacentEnd(TiffPage page, int strip, int end) throws IOException {
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

    private ContiguousArray array(TiffPage page, long address, int... axes) {
        return new ContiguousArray(file.source(), address, new int[] {1, axes[0], axes[1], axes[2]},
                page.layout().type(), file.order());
    }
}
