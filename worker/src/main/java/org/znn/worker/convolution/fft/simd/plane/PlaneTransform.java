package org.znn.worker.convolution.fft.simd.plane;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.fft.simd.dft.LineTransform;

/**
 * Unscaled 2-D transforms of complex planes (y, x) in a {@link Fft2dWorkspace}. They serve as forward and as inverse
 * transforms.
 */
final class PlaneTransform {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int COMPLEX = 2 * LANES;

    private final Vec3 size;
    private final LineTransform alongY;
    private final LineTransform alongX;

    /** Creates the transforms of planes of the given size (1, y, x). */
    PlaneTransform(Vec3 size) {
        this.size = size;
        alongY = LineTransform.of(size.y());
        alongX = LineTransform.of(size.x());
    }

    /** Computes the spectra of the inputs of a group. */
    void transformInputs(InputPlanes inputs, float[] data, Fft2dWorkspace workspace) {
        for (int lane = 0; lane < workspace.frequencyStride() / 2; lane += LANES) {
            for (int y = 0; y < size.y(); y++) {
                int row = workspace.planes() + y * workspace.rowPitch();
                if (inputs.readLine(lane, y, size.x(), data, workspace.lines())) {
                    alongX.transform(data, workspace.lines(), 0, COMPLEX, data, row, 0, COMPLEX, 1, data,
                            workspace.lineWorkspace());
                } else {
                    Arrays.fill(data, row, row + size.x() * COMPLEX, 0);
                }
            }
            transformColumns(data, workspace, 0, size.x());
            for (int y = 0; y < size.y(); y++) {
                scatter(data, workspace.planes() + y * workspace.rowPitch(), size.x(),
                        workspace.spectrumAt(y * size.x()) + lane, workspace.frequencyStride());
            }
        }
    }

    private static void scatter(float[] data, int from, int count, int to, int frequencyStride) {
        for (int n = 0; n < count; n++) {
            FloatVector re = FloatVector.fromArray(SPECIES, data, from + n * COMPLEX);
            FloatVector im = FloatVector.fromArray(SPECIES, data, from + n * COMPLEX + LANES);
            re.intoArray(data, to + n * frequencyStride);
            im.intoArray(data, to + n * frequencyStride + frequencyStride / 2);
        }
    }

    /** Transforms a line of each plane to its row y. */
    void linesToRow(float[] data, Fft2dWorkspace workspace, int lines, int y) {
        alongX.transform(data, lines, size.x() * COMPLEX, COMPLEX, data, workspace.planes() + y * workspace.rowPitch(),
                workspace.planePitch(), COMPLEX, Fft2dPlan.PLANES, data, workspace.lineWorkspace());
    }

    /** Transforms row y of each plane to a line. */
    void rowToLines(float[] data, Fft2dWorkspace workspace, int y, int lines) {
        alongX.transform(data, workspace.planes() + y * workspace.rowPitch(), workspace.planePitch(), COMPLEX, data,
                lines, size.x() * COMPLEX, COMPLEX, Fft2dPlan.PLANES, data, workspace.lineWorkspace());
    }

    /** Transforms the first columns of a plane in place. */
    void transformColumns(float[] data, Fft2dWorkspace workspace, int plane, int count) {
        alongY.transform(data, workspace.plane(plane), COMPLEX, workspace.rowPitch(), data, workspace.plane(plane),
                COMPLEX, workspace.rowPitch(), count, data, workspace.lineWorkspace());
    }
}
