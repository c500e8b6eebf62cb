package org.znn.worker.convolution.winograd;

import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.znn.worker.convolution.ConvolutionShape;

/**
 * From the sums of all parts to the gradient: these are added, part after part, then multiplied along y and along x by
 * the transpose of the matrix {@link CookToom#taps}.
 */
final class GradientSums {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Numbers that are added at a time. */
    private static final int PIECE = 4096;

    /**
     * A tile of sums at a z tap.
     *
     * @param group it belongs to
     * @param tile  of the group
     * @param z     tap
     */
    private record Item(OuterGroup group, OuterGroup.Tile tile, int z) {
    }

    private final GradientPlan plan;
    private final float[] data;
    private final double[] weights;
    private final List<Item> items;
    private final float[][] y;
    private final float[][] x;

    /**
     * For a plan.
     *
     * @param data holds the sums, and each worker's room
     */
    GradientSums(GradientPlan plan, float[] data) {
        this.plan = plan;
        this.data = data;
        ConvolutionShape shape = plan.shape();
        weights = new double[Math.toIntExact(shape.in() * shape.out() * shape.kernel().product())];
        items = plan.groups().stream().flatMap(group -> group.tiles().stream().flatMap(tile ->
                IntStream.range(0, shape.kernel().z()).mapToObj(z -> new Item(group, tile, z)))).toList();
        y = transposed(plan.y().matrices().taps());
        x = transposed(plan.x().matrices().taps());
    }

    private static float[][] transposed(double[][] matrix) {
        float[][] transposed = new float[matrix[0].length][matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < matrix[row].length; column++) {
                transposed[column][row] = (float) matrix[row][column];
            }
        }
        return transposed;
    }

    /** Adds the sums of all parts to those of the first, a piece of them: part after part. */
    void add(int piece) {
        int from = plan.sumsAt(0) + piece * PIECE;
        int end = Math.min(from + PIECE, plan.sumsAt(1));
        for (int part = 1; part < plan.parts(); part++) {
            add(data, from + part * plan.sums(), from, end);
        }
    }

    /** Adds numbers from {@code other} on to those between two places. */
    static void add(float[] data, int other, int from, int end) {
        int shift = other - from;
        for (int i = from; i < end; i += LANES) {
            FloatVector.fromArray(SPECIES, data, i).add(FloatVector.fromArray(SPECIES, data, i + shift))
                    .intoArray(data, i);
        }
    }

    /** Pieces that the sums are added in. */
    static int pieces(GradientPlan plan) {
        return Grid.ceilDiv(plan.sums(), PIECE);
    }

    /** Numbers that a worker's room has: values along y of all sums of a tile, and the taps. */
    static int room(GradientPlan plan) {
        int largest = plan.groups().stream().flatMap(group -> group.tiles().stream())
                .mapToInt(OuterGroup.Tile::sums).max().orElseThrow();
        return Math.multiplyExact(largest, plan.shape().kernel().y() * (plan.x().points() + plan.shape().kernel().x()));
    }

    /** Tiles of sums at all z taps. */
    static int items(GradientPlan plan) {
        return plan.groups().stream().mapToInt(group -> group.tiles().size()).sum() * plan.shape().kernel().z();
    }

    /** The gradient, once all items are done. */
    double[] weights() {
        return weights;
    }

    /** Computes the weights of an item from what was added, in the room that begins at {@code room}. */
    void invert(int number, int room) {
        Item item = items.get(number);
        int size = item.tile().sums();
        int points = x[0].length;
        int sums = plan.sumsAt(0) + item.group().at(item.tile(), item.z() * plan.points());
        int taps = room + y.length * points * size;
        for (int t = 0; t < y.length; t++) {
            for (int q = 0; q < points; q++) {
                multiply(y[t], data, sums + q * item.group().sums(), points * item.group().sums(),
                        room + (t * points + q) * size, size);
            }
        }
        for (int t = 0; t < y.length; t++) {
            for (int s = 0; s < x.length; s++) {
                multiply(x[s], data, room + t * points * size, size, taps + (t * x.length + s) * size, size);
            }
        }
        store(item, taps, size);
    }

    /** The sum of rows of numbers, each times its factor. */
    private static void multiply(float[] factors, float[] data, int from, int stride, int to, int size) {
        for (int i = 0; i < size; i += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int row = 0; row < factors.length; row++) {
                sum = FloatVector.fromArray(SPECIES, data, from + row * stride + i)
                        .fma(FloatVector.broadcast(SPECIES, factors[row]), sum);
            }
            sum.intoArray(data, to + i);
        }
    }

    /** Kernels are stored turned: a true convolution. */
    private void store(Item item, int from, int size) {
        ConvolutionShape shape = plan.shape();
        int voxels = (int) shape.kernel().product();
        int area = shape.kernel().y() * shape.kernel().x();
        int width = item.tile().width();
        int firstIn = item.tile().vector() * LANES;
        int firstOut = item.group().first() + item.tile().map();
        int lanes = Math.min(width, shape.in() - firstIn);
        int maps = Math.min(item.tile().kernel().maps(), shape.out() - firstOut);
        for (int lane = 0; lane < lanes; lane++) {
            for (int map = 0; map < maps; map++) {
                int last = ((firstIn + lane) * shape.out() + firstOut + map + 1) * voxels - 1 - item.z() * area;
                for (int tap = 0; tap < area; tap++) {
                    weights[last - tap] = data[from + tap * size + map * width + lane];
                }
            }
        }
    }
}
