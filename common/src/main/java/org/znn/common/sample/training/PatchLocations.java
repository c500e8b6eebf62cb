package org.znn.common.sample.training;

import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/**
 * The locations that patches are drawn from, numbered with x fastest: all locations of a box, or only those whose
 * centre voxel is set in at least one mask. With masks, only the number of locations before each row is stored, not the
 * locations themselves.
 */
final class PatchLocations {

    private final Box bounds;
    private final List<VoxelMask> masks;
    /** Number of locations before each row; empty without masks. */
    private final long[] locationsBefore;
    private final long count;

    /**
     * Counts the locations.
     *
     * @param bounds box of candidate locations
     * @param masks  masks of which at least one must be set; empty to accept every candidate
     */
    PatchLocations(Box bounds, List<VoxelMask> masks) {
        this.bounds = bounds;
        this.masks = List.copyOf(masks);
        if (masks.isEmpty()) {
            locationsBefore = new long[0];
            count = bounds.voxels();
            return;
        }
        locationsBefore = new long[Math.toIntExact(rows(bounds))];
        long sum = 0;
        for (int row = 0; row < locationsBefore.length; row++) {
            locationsBefore[row] = sum;
            for (int x = 0; x < bounds.size().x(); x++) {
                sum += isIncluded(locationOf(row, x)) ? 1 : 0;
            }
        }
        count = sum;
    }

    /** Returns the size of the row table in bytes. */
    static long bytes(Box bounds) {
        return rows(bounds) * Long.BYTES;
    }

    private static long rows(Box bounds) {
        return (long) bounds.size().z() * bounds.size().y();
    }

    /** Returns the number of locations. */
    long count() {
        return count;
    }

    /** Returns the location with an index from 0 (inclusive) to {@link #count()} (exclusive). */
    Vec3 get(long index) {
        int width = bounds.size().x();
        if (masks.isEmpty()) {
            return locationOf(index / width, (int) (index % width));
        }
        int row = rowOf(index);
        long remaining = index - locationsBefore[row];
        for (int x = 0; x < width; x++) {
            Vec3 location = locationOf(row, x);
            if (isIncluded(location) && remaining-- == 0) {
                return location;
            }
        }
        throw new IllegalArgumentException("location " + index + " of " + count);
    }

    /** Finds the row that contains a location, by binary search. */
    private int rowOf(long index) {
        int low = 0;
        int high = locationsBefore.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (locationsBefore[middle] <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private Vec3 locationOf(long row, int x) {
        int rows = bounds.size().y();
        return bounds.start().plus(new Vec3((int) (row / rows), (int) (row % rows), x));
    }

    private boolean isIncluded(Vec3 location) {
        for (VoxelMask mask : masks) {
            if (mask.isSetAtLocation(location)) {
                return true;
            }
        }
        return false;
    }
}
