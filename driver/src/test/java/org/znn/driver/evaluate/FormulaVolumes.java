package org.znn.driver.evaluate;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.MemoryImage;

/** Labels, segmentations and maps that formulas define, the same as in {@code score_segmentations.py}. */
final class FormulaVolumes {

    private final int number;
    private final Vec3 size;

    /** Creates the volumes of a case. */
    FormulaVolumes(int number) {
        this.number = number;
        size = new Vec3(3 + number % 4, 11 + number % 3, 14 + number % 5);
    }

    /** Computes a value of a voxel. */
    @FunctionalInterface
    private interface Formula {

        double at(int z, int y, int x);
    }

    Vec3 size() {
        return size;
    }

    MemoryImage truth() {
        return image(1, List.of(this::truth));
    }

    MemoryImage segments(String way) {
        return image(1, List.of(switch (way) {
            case "permuted" -> (z, y, x) -> cell(2, 4 + number % 3, 5, z, y, x) * 7919 % 65537;
            case "merged" -> (z, y, x) -> cell(4, 8, 10, z, y, x);
            case "split" -> (z, y, x) -> cell(1, 2, 3, z, y, x);
            case "shifted" -> (z, y, x) -> noise(number + 50, 5, z, y, x) == 0 ? 0
                    : truth(z, y, (x + size.x() - 1) % size.x());
            default -> (z, y, x) -> noise(number + 60, 9, z, y, x);
        }));
    }

    MemoryImage boundary(String way) {
        return image(1, List.of((z, y, x) -> {
            double inside = blurred(truth(z, y, x) != 0, 200, z, y, x);
            return way.equals("inside") ? inside : 1 - inside;
        }));
    }

    MemoryImage affinity(AffinityChannels channels) {
        List<Formula> formulas = channels.edges().stream().map(edge -> (Formula) (z, y, x) -> {
            Vec3 other = new Vec3(z, y, x).plus(edge.offset());
            boolean outside = !other.allAtLeast(Vec3.ZERO) || !size.minus(1).allAtLeast(other);
            boolean same = !outside && truth(z, y, x) != 0
                    && truth(z, y, x) == truth(other.z(), other.y(), other.x());
            return blurred(same, 300 + 7 * edge.channel(), z, y, x);
        }).toList();
        return image(formulas.size(), formulas);
    }

    private MemoryImage image(int channels, List<Formula> formulas) {
        double[] data = new double[(int) (channels * size.product())];
        int next = 0;
        for (Formula formula : formulas) {
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    for (int x = 0; x < size.x(); x++) {
                        data[next++] = formula.at(z, y, x);
                    }
                }
            }
        }
        return new MemoryImage(new DoubleVolume(channels, size, data));
    }

    private int truth(int z, int y, int x) {
        return x % 5 == 0 || noise(number, 9, z, y, x) == 0 ? 0 : cell(2, 4 + number % 3, 5, z, y, x);
    }

    private double blurred(boolean same, int key, int z, int y, int x) {
        int value = same ? 600 + noise(number + key, 400, z, y, x) : noise(number + key, 500, z, y, x);
        return (noise(number + key + 100, 13, z, y, x) == 0 ? 1024 - value : value) / 1024.0;
    }

    private static int cell(int depth, int height, int width, int z, int y, int x) {
        return z / depth * 100 + y / height * 10 + x / width + 1;
    }

    private static int noise(long key, int below, int z, int y, int x) {
        long hash = z * 73856093L ^ y * 19349663L ^ x * 83492791L ^ key * 2654435761L;
        hash = (hash & 0xFFFF_FFFFL) * 2246822519L + 3266489917L & 0xFFFF_FFFFL;
        return (int) ((hash >> 9) % below);
    }
}
