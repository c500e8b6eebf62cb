package org.znn.common.sample.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.TrainingPatch;

/**
 * Enumerates every patch that can be drawn from a sample, as reference: applies the formulas of ZNN-SEMANTICS 7.2 to
 * 7.5 and 4 to whole arrays, one operation at a time.
 */
final class NaivePatches {

    private final String outType;
    private final int channels;
    private final double[][][] image;
    private final double[][][] ids;
    private final double[][][] mask;
    private final int[] outsz;
    private final int[] fov;
    private final String rebalance;

    /**
     * Creates a sample.
     *
     * @param image image, already mirrored if the job asks for it
     * @param mask  mask of the label, or null
     * @param fov   field of view, odd along every axis
     */
    NaivePatches(String outType, int channels, double[][][] image, double[][][] ids, double[][][] mask, int[] outsz,
            int[] fov, String rebalance) {
        this.outType = outType;
        this.channels = channels;
        this.image = image;
        this.ids = ids;
        this.mask = mask;
        this.outsz = outsz;
        this.fov = fov;
        this.rebalance = rebalance;
    }

    /** Formats a drawn patch like the results of {@link #all}. */
    static String text(TrainingPatch patch) {
        TrainingPatch.Target target = patch.targets().get("output");
        return patch.centre() + "\n" + Cubes.text(patch.inputs().get("input")) + "\n" + Cubes.text(target.label())
                + "\n" + target.mask().map(Cubes::text).orElse("none") + "\n"
                + target.balance().map(Cubes::text).orElse("none");
    }

    /** Returns all patches as text. */
    Set<String> all(boolean augment) {
        int margin = outType.equals("affinity") ? 1 : 0;
        int[] in = new int[3];
        int[] out = new int[3];
        int[] from = new int[3];
        int[] to = new int[3];
        for (int a = 0; a < 3; a++) {
            out[a] = outsz[a] + margin;
            in[a] = outsz[a] + fov[a] - 1 + margin;
            int vi = Cubes.size(image, a);
            int vl = Cubes.size(ids, a);
            from[a] = Math.max(-((vi - 1) / 2 - (in[a] - 1) / 2), -((vl - 1) / 2 - (out[a] - 1) / 2));
            to[a] = Math.min(vi / 2 - in[a] / 2, vl / 2 - out[a] / 2);
        }
        Set<String> all = new HashSet<>();
        for (int z = from[0]; z <= to[0]; z++) {
            for (int y = from[1]; y <= to[1]; y++) {
                for (int x = from[2]; x <= to[2]; x++) {
                    int[] location = {z, y, x};
                    if (mask == null || mask[centre(mask, 0) + z][centre(mask, 1) + y][centre(mask, 2) + x] > 0) {
                        for (int v = 0; v < (augment ? 16 : 1); v++) {
                            all.add(patch(location, in, out, v));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static int centre(double[][][] a, int axis) {
        return (Cubes.size(a, axis) - 1) / 2;
    }

    /** Returns the label voxel at the centre of a patch. */
    private String centre(int[] location) {
        return new Vec3(centre(ids, 0) + location[0], centre(ids, 1) + location[1], centre(ids, 2) + location[2])
                .toString();
    }

    private static double[][][] cut(double[][][] a, int[] location, int[] size) {
        int[] start = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            start[axis] = centre(a, axis) + location[axis] - (size[axis] - 1) / 2;
        }
        return Cubes.cut(a, start, size);
    }

    private String patch(int[] location, int[] in, int[] out, int variant) {
        double[][][] input = Cubes.augment(cut(image, location, in), variant);
        double[][][] label = Cubes.augment(cut(ids, location, out), variant);
        double[][][] mask = this.mask == null ? null : Cubes.augment(cut(this.mask, location, out), variant);
        if (outType.equals("affinity")) {
            input = Cubes.dropFirst(input);
        }
        List<double[][][]> labels = labels(label);
        List<double[][][]> masks = mask == null ? null : masks(mask);
        return centre(location) + "\n" + Cubes.text(input) + "\n" + text(labels) + "\n"
                + (masks == null ? "none" : text(masks)) + "\n" + balance(label, mask);
    }

    private static String text(List<double[][][]> channels) {
        return channels.stream().map(Cubes::text).collect(Collectors.joining(" | "));
    }

    private List<double[][][]> labels(double[][][] s) {
        List<double[][][]> labels = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            int channel = c;
            labels.add(switch (outType) {
                case "boundary" -> map(s, v -> channel == 0 ? v > 0 ? 1 : 0 : v > 0 ? 0 : 1);
                case "semantic" -> map(s, v -> v == channel ? 1 : 0);
                default -> pairs(s, c, (a, b) -> a == b && a > 0 ? 1 : 0);
            });
        }
        return labels;
    }

    private List<double[][][]> masks(double[][][] m) {
        List<double[][][]> masks = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            masks.add(outType.equals("affinity") ? pairs(m, c, (a, b) -> a > 0 || b > 0 ? 1 : 0)
                    : map(m, v -> v > 0 ? 1 : 0));
        }
        return masks;
    }

    private String balance(double[][][] label, double[][][] mask) {
        if (rebalance.equals("none")) {
            return "none";
        }
        boolean global = rebalance.equals("global");
        double[][][] from = global ? ids : label;
        double[][][] fromMask = global ? this.mask : mask;
        List<double[][][]> maps = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            if (outType.equals("affinity")) {
                double[] w = formulaB(flat(labels(from).get(c)), fromMask == null ? null
                        : flat(masks(fromMask).get(c)));
                maps.add(map(labels(label).get(c), v -> v > 0 ? w[1] : w[0]));
            } else if (outType.equals("boundary")) {
                double[] values = flat(map(from, v -> v > 0 ? 1 : 0));
                double[] counted = fromMask == null ? null : flat(fromMask);
                double[] w = global ? formulaA(values, counted) : formulaB(values, counted);
                maps.add(map(label, v -> v > 0 ? w[1] : w[0]));
            } else {
                double[] w = classes(flat(from), fromMask == null ? null : flat(fromMask));
                maps.add(map(label, v -> v < channels ? w[(int) v] : 1));
            }
        }
        return text(maps);
    }

    private static double[] formulaA(double[] values, double[] mask) {
        double pn = count(values, mask, 1);
        double zn = count(values, mask, 0);
        return pn == 0 || zn == 0 ? new double[] {1, 1} : new double[] {0.5 * (pn + zn) / zn, 0.5 * (pn + zn) / pn};
    }

    private static double[] formulaB(double[] values, double[] mask) {
        double pn = count(values, mask, 1);
        double zn = count(values, mask, 0);
        double sum = 1 / pn + 1 / zn;
        return pn == 0 || zn == 0 ? new double[] {1, 1} : new double[] {1 / zn / sum, 1 / pn / sum};
    }

    private double[] classes(double[] values, double[] mask) {
        double[] counts = new double[channels];
        for (int c = 0; c < channels; c++) {
            counts[c] = count(values, mask, c);
        }
        double present = Arrays.stream(counts).filter(n -> n > 0).count();
        double all = Arrays.stream(counts).sum();
        return Arrays.stream(counts).map(n -> n == 0 ? 1 : all / (present * n)).toArray();
    }

    private static double count(double[] values, double[] mask, double value) {
        double n = 0;
        for (int i = 0; i < values.length; i++) {
            n += values[i] == value && (mask == null || mask[i] > 0) ? 1 : 0;
        }
        return n;
    }

    private static double[] flat(double[][][] a) {
        return Arrays.stream(a).flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).toArray();
    }

    private interface VoxelFunction {

        double of(double v);
    }

    private interface VoxelPairFunction {

        double of(double a, double before);
    }

    private static double[][][] map(double[][][] a, VoxelFunction f) {
        return Cubes.of(a.length, a[0].length, a[0][0].length, (z, y, x) -> f.of(a[z][y][x]));
    }

    /** Combines each voxel with its predecessor along x, y or z for channel 0, 1 or 2; drops index 0 of every axis. */
    private static double[][][] pairs(double[][][] a, int channel, VoxelPairFunction f) {
        int dz = channel == 2 ? 1 : 0;
        int dy = channel == 1 ? 1 : 0;
        int dx = channel == 0 ? 1 : 0;
        return Cubes.of(a.length - 1, a[0].length - 1, a[0][0].length - 1,
                (z, y, x) -> f.of(a[z + 1][y + 1][x + 1], a[z + 1 - dz][y + 1 - dy][x + 1 - dx]));
    }
}
