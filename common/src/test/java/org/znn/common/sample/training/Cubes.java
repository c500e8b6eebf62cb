package org.znn.common.sample.training;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.znn.common.volume.Volume;

/** Reference operations on small arrays {@code [z][y][x]}, each like its numpy counterpart. */
final class Cubes {

    private Cubes() {
    }

    /** The value at each position. */
    interface Value {

        double at(int z, int y, int x);
    }

    static double[][][] of(int depth, int rows, int columns, Value value) {
        double[][][] cube = new double[depth][rows][columns];
        for (int z = 0; z < depth; z++) {
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    cube[z][y][x] = value.at(z, y, x);
                }
            }
        }
        return cube;
    }

    static int size(double[][][] a, int axis) {
        return axis == 0 ? a.length : axis == 1 ? a[0].length : a[0][0].length;
    }

    /** a[z:z+p0, y:y+p1, x:x+p2]. */
    static double[][][] cut(double[][][] a, int[] start, int[] size) {
        return of(size[0], size[1], size[2], (z, y, x) -> a[start[0] + z][start[1] + y][start[2] + x]);
    }

    /** a[1:, 1:, 1:]. */
    static double[][][] dropFirst(double[][][] a) {
        return cut(a, new int[] {1, 1, 1}, new int[] {a.length - 1, a[0].length - 1, a[0][0].length - 1});
    }

    /** numpy.flip(a, axis). */
    static double[][][] flip(double[][][] a, int axis) {
        int last = size(a, axis) - 1;
        return of(a.length, a[0].length, a[0][0].length, (z, y, x) ->
                axis == 0 ? a[last - z][y][x] : axis == 1 ? a[z][last - y][x] : a[z][y][last - x]);
    }

    /** a.transpose(0, 2, 1). */
    static double[][][] transpose(double[][][] a) {
        return of(a.length, a[0][0].length, a[0].length, (z, y, x) -> a[z][x][y]);
    }

    /** numpy.pad(a, …, 'symmetric') for padding no larger than the array. */
    static double[][][] pad(double[][][] a, int[] low, int[] high) {
        return of(a.length + low[0] + high[0], a[0].length + low[1] + high[1], a[0][0].length + low[2] + high[2],
                (z, y, x) -> a[mirror(z - low[0], a.length)][mirror(y - low[1], a[0].length)][mirror(x - low[2],
                        a[0][0].length)]);
    }

    private static int mirror(int i, int n) {
        return i < 0 ? -i - 1 : i < n ? i : 2 * n - i - 1;
    }

    /** Applies one of the 16 augmentations: the bits of the number select flips along z, y, x and a transposition. */
    static double[][][] augment(double[][][] a, int number) {
        double[][][] b = (number & 1) != 0 ? flip(a, 0) : a;
        b = (number & 2) != 0 ? flip(b, 1) : b;
        b = (number & 4) != 0 ? flip(b, 2) : b;
        return (number & 8) != 0 ? transpose(b) : b;
    }

    static String text(double[][][] a) {
        return Arrays.stream(a).flatMap(Arrays::stream).flatMapToDouble(Arrays::stream)
                .mapToObj(v -> String.format("%.9f", v)).collect(Collectors.joining(" "));
    }

    static double[][][] of(Volume volume, int channel) {
        return of(volume.size().z(), volume.size().y(), volume.size().x(),
                (z, y, x) -> volume.get(channel, z, y, x));
    }

    static String text(Volume volume) {
        return IntStream.range(0, volume.channels()).mapToObj(c -> text(of(volume, c)))
                .collect(Collectors.joining(" | "));
    }
}
