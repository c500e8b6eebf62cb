package org.znn.driver.evaluate;

import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.Components;
import org.znn.common.volume.Volume;

/** What an output tells of its voxels, and how a threshold makes segments of that. */
enum OutputKind {
    /** Channel 0 is the probability of being inside a cell; each section is segmented by itself, as in ISBI 2012. */
    BOUNDARY {
        @Override
        Vec3 piece(Vec3 size) {
            return size.with(0, 1);
        }

        @Override
        int[] segments(Volume output, double threshold) {
            return Components.ofMask(output.size(), v -> output.get(v) > threshold);
        }

        @Override
        long wrong(Volume output, int[] truth, double threshold) {
            long wrong = 0;
            for (int v = 0; v < truth.length; v++) {
                wrong += output.get(v) > threshold != truth[v] > 0 ? 1 : 0;
            }
            return wrong;
        }

        @Override
        long values(Vec3 size) {
            return size.product();
        }
    },
    /** Channels x, y, z are the affinities to the voxel before; the whole volume is segmented. */
    AFFINITY {
        @Override
        Vec3 piece(Vec3 size) {
            return size;
        }

        @Override
        int[] segments(Volume output, double threshold) {
            int voxels = (int) output.size().product();
            return Components.ofEdges(output.size(),
                    (axis, voxel, before) -> output.get((2 - axis) * voxels + voxel) > threshold);
        }

        @Override
        long wrong(Volume output, int[] truth, double threshold) {
            long[] wrong = new long[1];
            Components.forEachEdge(output.size(), (axis, voxel, before) -> {
                boolean same = truth[voxel] > 0 && truth[voxel] == truth[before];
                wrong[0] += output.get((2 - axis) * truth.length + voxel) > threshold != same ? 1 : 0;
            });
            return wrong[0];
        }

        @Override
        long values(Vec3 size) {
            return 3 * size.product() - size.with(0, 1).product() - size.with(1, 1).product()
                    - size.with(2, 1).product();
        }
    };

    /** What is known by its channels; empty where they are of no kind. */
    static Optional<OutputKind> of(int channels) {
        return switch (channels) {
            case 1, 2 -> Optional.of(BOUNDARY);
            case 3 -> Optional.of(AFFINITY);
            default -> Optional.empty();
        };
    }

    /** Size of what is segmented at a time, of a volume of this size. */
    abstract Vec3 piece(Vec3 size);

    /** The segment of each voxel where what lies above the threshold is inside or joined; 0 for none. */
    abstract int[] segments(Volume output, double threshold);

    /**
     * Values on the wrong side of the threshold.
     *
     * @param truth the true segment of each voxel, 0 for boundary
     */
    abstract long wrong(Volume output, int[] truth, double threshold);

    /** Values that {@link #wrong} looks at. */
    abstract long values(Vec3 size);
}
