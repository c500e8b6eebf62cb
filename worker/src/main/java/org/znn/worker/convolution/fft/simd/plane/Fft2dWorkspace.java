package org.znn.worker.convolution.fft.simd.plane;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.tile.TileLayout;
import org.znn.worker.convolution.fft.simd.tile.TileWriter;

/**
 * The layout of a thread's workspace: several planes and the spectra of a group's inputs, which together should stay in
 * the cache of a core. Spectra of inputs are laid out as [frequency][real, imaginary][lane], planes as in
 * {@link TileLayout}.
 *
 * @param spectra         index of the spectra of the inputs
 * @param frequencyStride distance between two frequencies of these spectra, in floats
 * @param planes          index of the first of {@link Fft2dPlan#PLANES} planes
 * @param planePitch      distance between two planes, in floats
 * @param rowPitch        distance between two rows of a plane, in floats
 * @param lines           index of a line of each plane
 * @param mirrorLines     index of another line of each plane
 * @param lineWorkspace   index of the workspace of the line transforms
 * @param writer          index of the workspace of the tile writer
 */
record Fft2dWorkspace(int spectra, int frequencyStride, int planes, int planePitch, int rowPitch, int lines,
        int mirrorLines, int lineWorkspace, int writer) {

    private static final int COMPLEX = ComplexVectors.FLOATS;

    /** Lays out a workspace that starts at an index. */
    static Fft2dWorkspace of(Fft2dPlan plan, int start) {
        Vec3 size = plan.transformSize();
        int frequencyStride = 2 * plan.lanes();
        TileLayout layout = TileLayout.of(size);
        int lineFloats = Fft2dPlan.PLANES * size.x() * COMPLEX;
        int planes = Math.addExact(start, Math.multiplyExact(size.y() * size.x(), frequencyStride));
        int lines = Math.addExact(planes, Fft2dPlan.PLANES * layout.planePitch());
        // The tile writer may read up to LANES complex vectors past the end of a row.
        int lineWorkspaceFloats = Math.max(ComplexVectors.LANES, Math.max(size.y(), size.x())) * COMPLEX;
        int writer = Math.addExact(lines, 2 * lineFloats + lineWorkspaceFloats);
        return new Fft2dWorkspace(start, frequencyStride, planes, layout.planePitch(), layout.rowPitch(), lines,
                lines + lineFloats, lines + 2 * lineFloats, writer);
    }

    /** Returns the floats of a workspace. */
    static int floats(Fft2dPlan plan) {
        Vec3 extent = new Vec3(1, plan.tiling().y().valid(), plan.tiling().x().valid());
        return Math.addExact(of(plan, 0).writer(), TileWriter.workspaceFloats(extent));
    }

    /** Returns the index of a frequency of the spectra of the inputs. */
    int spectrumAt(int frequency) {
        return spectra + frequency * frequencyStride;
    }

    /** Returns the index of one of the planes. */
    int plane(int number) {
        return planes + number * planePitch;
    }
}
