package org.znn.driver.evaluate;

import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.ConnectedComponents;
import org.znn.common.volume.Volume;

/** Meaning of an output's channels, and the segmentation that a threshold yields. */
enum OutputKind {
    /** Channel 0 is the probability of lying inside a cell; each section is segmented separately, as in ISBI 2012. */
    BOUNDARY {
        @Override
        Vec3 pieceSize(Vec3 size) {
            return size.with(0, 1);
        }

        @Override
        int[] segments(Volume output, double threshold) {
            return ConnectedComponents.ofMask(output.size(), v -> output.get(v) > threshold);
        }

        @Override
        long countWrong(Volume output, int[] truth, double threshold) {
            long wrong = 0;
            for (int v = 0; v < truth.length; v++) {
                wrong += output.get(v) > threshold != truth[v] > 0 ? 1 : 0;
            }
            return wrong;
        }

        @Override
        long valueCount(Vec3 size) {
            return size.product();
        }
    },
    /**
     * Channels x, y, z are the affinities to the preceding voxel along that axis; the volume is segmented as a whole.
     */
    AFFINITY {
        @Override
        Vec3 pieceSize(Vec3 size) {
            return size;
        }

        @Override
        int[] segments(Volume output, double threshold) {
            int voxels = (int) output.size().product();
            return ConnectedComponents.ofEdges(output.size(),
                    (axis, voxel, before) -> output.get((2 - axis) * voxels + voxel) > threshold);
        }

        @Override
        long countWrong(Volume output, int[] truth, double threshold) {
            long[] wrong = new long[1];
            ConnectedComponents.forEachEdge(output.size(), (axis, voxel, before) -> {
                boolean same = truth[voxel] > 0 && truth[voxel] == truth[before];
                wrong[0] += output.get((2 - axis) * truth.length + voxel) > threshold != same ? 1 : 0;
            });
            return wrong[0];
        }

        @Override
        long valueCount(Vec3 size) {
            return 3 * size.product() - size.with(0, 1).product() - size.with(1, 1).product()
                    - size.with(2, 1).product();
        }
    };

    /** Returns the kind of an output with the given number of channels; empty if there is none. */
    static Optional<OutputKind> of(int channels) {
        return switch (channels) {
            case 1, 2 -> Optional.of(BOUNDARY);
            case 3 -> Optional.of(AFFINITY);
            default -> Optional.empty();
        };
    }

    /** Returns the size of the pieces of a volume that are segmented separately. */
    abstract Vec3 pieceSize(Vec3 size);

    /**
     * Returns the segment of each voxel, 0 for none; values above the threshold are inside a segment or join two
     * voxels.
     */
    abstract int[] segments(Volume output, double threshold);

    /**
     * Counts the values on the wrong side of the threshold.
     *
     * @param truth true segment of each voxel, 0 for boundary
     */
    abstract long countWrong(Volume output, int[] truth, double threshold);

    /** Returns the number of values that {@link #countWrong} examines. */
    abstract long valueCount(Vec3 size);
}
