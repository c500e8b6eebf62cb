package org.znn.common.sample.training;

import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/**
 * The places at which patches are drawn, numbered with x fastest: all of a box, or those at whose centre voxel the mask
 * of one of the labels is set. With masks, how many lie before each row is kept, nothing for single voxels.
 */
final class Locations {

    private final Box places;
    private final List<VoxelMask> masks;
    /** Places that count in the rows before each; empty where all count. */
    private final long[] before;
    private final long count;

    /**
     * Counts the places.
     *
     * @param masks none where all places count
     */
    Locations(Box places, List<VoxelMask> masks) {
        this.places = places;
        this.masks = List.copyOf(masks);
        if (masks.isEmpty()) {
            before = new long[0];
            count = places.voxels();
            return;
        }
        before = new long[Math.toIntExact(rows(places))];
        long sum = 0;
        for (int row = 0; row < before.length; row++) {
            before[row] = sum;
            for (int x = 0; x < places.size().x(); x++) {
                sum += counts(at(row, x)) ? 1 : 0;
            }
        }
        count = sum;
    }

    /** What the table of rows takes. */
    static long bytes(Box places) {
        return rows(places) * Long.BYTES;
    }

    private static long rows(Box places) {
        return (long) places.size().z() * places.size().y();
    }

    /** How many places there are. */
    long count() {
        return count;
    }

    /** The place of a number from 0 up to {@link #count()}. */
    Vec3 place(long number) {
        int width = places.size().x();
        if (masks.isEmpty()) {
            return at(number / width, (int) (number % width));
        }
        int row = rowOf(number);
        long left = number - before[row];
        for (int x = 0; x < width; x++) {
            Vec3 place = at(row, x);
            if (counts(place) && left-- == 0) {
                return place;
            }
        }
        throw new IllegalArgumentException("place " + number + " of " + count);
    }

    /** The last row that no more than so many places lie before. */
    private int rowOf(long number) {
        int low = 0;
        int high = before.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (before[middle] <= number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private Vec3 at(long row, int x) {
        int rows = places.size().y();
        return places.start().plus(new Vec3((int) (row / rows), (int) (row % rows), x));
    }

    private boolean counts(Vec3 place) {
        for (VoxelMask mask : masks) {
            if (mask.isSetAtPlace(place)) {
                return true;
            }
        }
        return false;
    }
}
