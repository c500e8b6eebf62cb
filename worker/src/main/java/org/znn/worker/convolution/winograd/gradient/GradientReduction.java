package org.znn.worker.convolution.winograd.gradient;

import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.geometry.IntMath;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.winograd.transform.CookToomMatrices;

/**
 * Reduces the sums of all parts to the weight gradient: adds the sums in the order of the parts, then multiplies them
 * along y and along x by the transpose of {@link CookToomMatrices#kernel}.
 */
final class GradientReduction {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Number of elements of a piece of the sums, the unit of parallel addition. */
    private static final int PIECE_ELEMENTS = 4096;

    /**
     * A block of sums at one z tap, the unit of parallel transformation.
     *
     * @param group group of output channels
     * @param block block of the group
     * @param z     z tap
     */
    private record Item(OutputChannelGroup group, OutputChannelGroup.SumBlock block, int z) {
    }

    private final GradientPlan plan;
    private final float[] data;
    private final double[] weights;
    private final List<Item> items;
    private final float[][] y;
    private final float[][] x;

    /**
     * Creates a reduction.
     *
     * @param plan layout of the sums
     * @param data array that holds the sums and each worker's workspace
     */
    GradientReduction(GradientPlan plan, float[] data) {
        this.plan = plan;
        this.data = data;
        ConvolutionShape shape = plan.shape();
        weights = new double[Math.toIntExact(shape.in() * shape.out() * shape.kernel().product())];
        items = plan.groups().stream().flatMap(group -> group.blocks().stream().flatMap(block ->
                IntStream.range(0, shape.kernel().z()).mapToObj(z -> new Item(group, block, z)))).toList();
        y = transposed(plan.y().matrices().kernel());
        x = transposed(plan.x().matrices().kernel());
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

    /** Adds a piece of the sums of all further parts to the sums of the first part, in the order of the parts. */
    void reducePiece(int piece) {
        int from = plan.sumOffset(0) + piece * PIECE_ELEMENTS;
        int end = Math.min(from + PIECE_ELEMENTS, plan.sumOffset(1));
        for (int part = 1; part < plan.partCount(); part++) {
            addElements(data, from + part * plan.sumsPerPart(), from, end);
        }
    }

    /** Adds the elements that start at {@code other} to those from {@code from} to {@code end}, exclusive. */
    static void addElements(float[] data, int other, int from, int end) {
        int shift = other - from;
        for (int i = from; i < end; i += LANES) {
            FloatVector.fromArray(SPECIES, data, i).add(FloatVector.fromArray(SPECIES, data, i + shift))
                    .intoArray(data, i);
        }
    }

    /** Returns the number of pieces of a part's sums. */
    static int pieceCount(GradientPlan plan) {
        return IntMath.ceilDiv(plan.sumsPerPart(), PIECE_ELEMENTS);
    }

    /** Returns the number of elements of a worker's workspace: a block's sums transformed along y, and its taps. */
    static int workspaceLength(GradientPlan plan) {
        int largest = plan.groups().stream().flatMap(group -> group.blocks().stream())
                .mapToInt(OutputChannelGroup.SumBlock::sums).max().orElseThrow();
        return Math.multiplyExact(largest, plan.shape().kernel().y() * (plan.x().points() + plan.shape().kernel().x()));
    }

    /** Returns the number of items. */
    static int itemCount(GradientPlan plan) {
        return plan.groups().stream().mapToInt(group -> group.blocks().size()).sum() * plan.shape().kernel().z();
    }

    /** Returns the gradient, complete once all items are transformed. */
    double[] weights() {
        return weights;
    }

    /**
     * Transforms an item's sums, already added over all parts, to weights.
     *
     * @param number    number of the item
     * @param workspace beginning of the worker's workspace
     */
    void transformItem(int number, int workspace) {
        Item item = items.get(number);
        int size = item.block().sums();
        int points = x[0].length;
        int pointStride = item.group().sumsPerPoint();
        int sums = plan.sumOffset(0) + item.group().offset(item.block(), item.z() * plan.points());
        int taps = workspace + y.length * points * size;
        for (int t = 0; t < y.length; t++) {
            for (int q = 0; q < points; q++) {
                combine(y[t], data, sums + q * pointStride, points * pointStride, workspace + (t * points + q) * size,
                        size);
            }
        }
        for (int t = 0; t < y.length; t++) {
            for (int s = 0; s < x.length; s++) {
                combine(x[s], data, workspace + t * points * size, size, taps + (t * x.length + s) * size, size);
            }
        }
        store(item, taps, size);
    }

    /** Computes the linear combination of rows of {@code size} elements. */
    private static void combine(float[] factors, float[] data, int from, int stride, int to, int size) {
        for (int i = 0; i < size; i += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int row = 0; row < factors.length; row++) {
                sum = FloatVector.fromArray(SPECIES, data, from + row * stride + i)
                        .fma(FloatVector.broadcast(SPECIES, factors[row]), sum);
            }
            sum.intoArray(data, to + i);
        }
    }

    /** Stores the taps of an item flipped, as kernels of a true convolution are. */
    private void store(Item item, int from, int size) {
        ConvolutionShape shape = plan.shape();
        int voxels = (int) shape.kernel().product();
        int area = shape.kernel().y() * shape.kernel().x();
        int width = item.block().sumsPerChannel();
        int firstIn = item.block().inputVector() * LANES;
        int firstOut = item.group().firstChannel() + item.block().channel();
        int inputs = Math.min(width, shape.in() - firstIn);
        int outputs = Math.min(item.block().kernel().outputChannels(), shape.out() - firstOut);
        for (int i = 0; i < inputs; i++) {
            for (int o = 0; o < outputs; o++) {
                int last = ((firstIn + i) * shape.out() + firstOut + o + 1) * voxels - 1 - item.z() * area;
                for (int tap = 0; tap < area; tap++) {
                    weights[last - tap] = data[from + tap * size + o * width + i];
                }
            }
        }
    }
}
