package org.znn.driver.info;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.VolumeInfo;

/**
 * Selects the voxels whose values describe a volume: all of a small volume, boxes spread over z of a larger one. A
 * chunk is decoded as a whole however few of its voxels are read, so what is decoded is limited as well: a small file
 * may hold large chunks.
 */
final class VolumeSample {

    /** Maximum number of elements to read. */
    private static final long MAX_ELEMENTS = 1L << 25;
    /** Maximum size of all chunks to decode, in bytes; one chunk is decoded in any case. */
    private static final double MAX_DECODED = 1L << 30;
    /** Maximum number of boxes, spread over z, that are read of a larger volume. */
    private static final int BOXES = 16;

    private VolumeSample() {
    }

    /** Returns the boxes to read, in the order of the chunks. */
    static List<Box> boxes(VolumeInfo info) {
        Vec3 size = info.size();
        long boxElements = Math.max(1, MAX_ELEMENTS / BOXES / info.channels());
        int y = (int) Math.min(size.y(), Math.max((long) Math.sqrt(boxElements), boxElements / size.x()));
        int x = (int) Math.min(size.x(), Math.max(1, boxElements / y));
        int z = (int) Math.max(1, Math.min(size.z(), boxElements / ((long) y * x)));
        Vec3 box = new Vec3(z, y, x);
        if (info.channels() * size.product() <= MAX_ELEMENTS
                && decoded(info, List.of(Box.ofSize(size))) <= MAX_DECODED) {
            return all(size, info.chunk().orElse(box).min(size), box);
        }
        int count = Math.min(BOXES, size.z() / z);
        List<Box> boxes = spread(size, box, count);
        if (decoded(info, boxes) <= MAX_DECODED) {
            return boxes;
        }
        Vec3 chunk = info.chunk().orElse(Vec3.ONE);
        int affordable = (int) Math.max(1, Math.min(count, MAX_DECODED / bytes(info, chunk)));
        return spread(size, box, affordable).stream().map(b -> withinChunk(b, chunk)).distinct().toList();
    }

    /** Returns boxes that cover a volume: parts of a chunk, or whole chunks joined, one chunk after another. */
    private static List<Box> all(Vec3 size, Vec3 chunk, Vec3 box) {
        Vec3 cell = chunk.times(box.floorDiv(chunk).max(Vec3.ONE)).min(size);
        Grid cells = new Grid(size, cell);
        List<Box> boxes = new ArrayList<>();
        LongStream.range(0, cells.cells()).mapToObj(cells::box).forEach(outer -> {
            Grid parts = new Grid(outer.size(), box.min(outer.size()));
            LongStream.range(0, parts.cells()).mapToObj(parts::box).forEach(part ->
                    boxes.add(new Box(outer.start().plus(part.start()), part.size())));
        });
        return boxes;
    }

    /** Returns boxes at the centre along y and x, evenly spaced along z. */
    private static List<Box> spread(Vec3 size, Vec3 box, int count) {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int startZ = (int) ((long) i * (size.z() - box.z()) / Math.max(1, count - 1));
            boxes.add(new Box(new Vec3(startZ, (size.y() - box.y()) / 2, (size.x() - box.x()) / 2), box));
        }
        return boxes;
    }

    /** Returns the part of a box in the chunk that holds its first voxel. */
    private static Box withinChunk(Box box, Vec3 chunk) {
        Vec3 start = box.start();
        Vec3 inChunk = start.minus(start.floorDiv(chunk).times(chunk));
        return new Box(start, box.size().min(chunk.minus(inChunk)));
    }

    /** Returns the bytes that are decoded to read boxes that differ in z only, in this order; each chunk once. */
    private static double decoded(VolumeInfo info, List<Box> boxes) {
        Vec3 chunk = info.chunk().orElse(Vec3.ONE);
        double layers = 0;
        int lastLayer = -1;
        for (Box box : boxes) {
            int first = box.start().z() / chunk.z();
            int last = (box.end().z() - 1) / chunk.z();
            layers += Math.max(0, last - Math.max(first, lastLayer + 1) + 1);
            lastLayer = Math.max(lastLayer, last);
        }
        Vec3 first = boxes.get(0).start().floorDiv(chunk);
        Vec3 last = boxes.get(0).end().minus(1).floorDiv(chunk);
        return layers * (last.y() - first.y() + 1) * (last.x() - first.x() + 1) * bytes(info, chunk);
    }

    private static double bytes(VolumeInfo info, Vec3 size) {
        return (double) size.z() * size.y() * size.x() * info.channels() * info.type().bytes();
    }
}
