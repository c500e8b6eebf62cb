package org.znn.worker.convolution.fft.simd.kernel;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.dft.DualReal;
import org.znn.worker.convolution.fft.simd.dft.HalfSpectrum;
import org.znn.worker.convolution.fft.simd.dft.LineTransform;
import org.znn.worker.convolution.fft.simd.tile.PlaneSink;
import org.znn.worker.convolution.fft.simd.tile.TileLayout;
import org.znn.worker.convolution.fft.simd.tile.TileTransform;

/**
 * Transforms the spectra of kernels back to their taps: first along z, column by column, keeping only the planes that
 * hold taps, then along y and x, for two kernels together.
 */
public final class InverseKernelTransform {

    private static final int COMPLEX = ComplexVectors.FLOATS;

    private final Vec3 size;
    private final Vec3 kernel;
    private final LineTransform alongZ;
    private final LineTransform alongY;
    private final LineTransform alongX;
    private final HalfSpectrum half;
    private final TileLayout layout;

    /**
     * Creates the inverse transform.
     *
     * @param size   size of the transforms (z, y, x)
     * @param kernel taps of a kernel (z, y, x)
     */
    public InverseKernelTransform(Vec3 size, Vec3 kernel) {
        this.size = size;
        this.kernel = kernel;
        alongZ = LineTransform.of(size.z());
        alongY = LineTransform.of(size.y());
        alongX = LineTransform.of(size.x());
        half = HalfSpectrum.of(size);
        layout = TileLayout.of(size);
    }

    /**
     * Transforms the conjugate frequencies of a column along z. The results, which are conjugate, are scaled by the
     * transform length along z.
     *
     * @param data       array that holds the frequencies
     * @param from       index of frequency 0
     * @param fromStride distance between two frequencies, in floats
     * @param work       array that holds a workspace, see {@link TileTransform#workspaceFloats}
     * @param workspace  index of the workspace
     * @param target     array that receives the elements of the planes that hold taps, contiguous from {@code to} on
     */
    public void transformColumn(float[] data, int from, int fromStride, float[] work, int workspace, float[] target,
            int to) {
        int line = workspace + size.z() * COMPLEX;
        alongZ.transform(data, from, 0, fromStride, work, line, 0, COMPLEX, 1, work, workspace);
        ComplexVectors.copy(work, line, COMPLEX, target, to, COMPLEX, kernel.z());
    }

    /**
     * Transforms the columns of two kernels to their taps, scaled by the number of voxels of a tile.
     *
     * @param columns   results of {@link #transformColumn}, column by column
     * @param first     index of the columns of the first kernel
     * @param second    index of the columns of the second kernel
     * @param work      array that holds a workspace, see {@link TileTransform#workspaceFloats}
     * @param workspace index of the workspace
     * @param sink      receiver of the planes of taps
     */
    public void transformPlanes(float[] columns, int first, int second, float[] work, int workspace, PlaneSink sink) {
        int rowPitch = layout.rowPitch();
        int planePitch = layout.planePitch();
        int rows = workspace + Math.max(size.y(), size.x()) * COMPLEX;
        int planes = rows + planePitch;
        for (int c = 0; c < half.columns().length; c++) {
            int taps = c * kernel.z() * COMPLEX;
            // The columns are conjugate, so a column and its mirror image are exchanged.
            DualReal.join(columns, first + taps, second + taps, COMPLEX, kernel.z(), work,
                    planes + layout.columnOffset(half.mirrors()[c]), planePitch,
                    planes + layout.columnOffset(half.columns()[c]), planePitch);
        }
        for (int z = 0; z < kernel.z(); z++) {
            int plane = planes + z * planePitch;
            alongY.transform(work, plane, COMPLEX, rowPitch, work, rows, COMPLEX, rowPitch, size.x(), work, workspace);
            alongX.transform(work, rows, rowPitch, COMPLEX, work, plane, rowPitch, COMPLEX, kernel.y(), work,
                    workspace);
            sink.accept(z, work, plane, rowPitch);
        }
    }
}
