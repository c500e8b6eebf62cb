package org.znn.worker.convolution.fft.reference;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Scratchpad;

/**
 * Common part of the reference convolution and its gradients: transforms the tiles of feature maps to the spectra of a
 * group of tiles and back.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class ReferenceFftPass<A> {

    private final ConvolutionShape shape;
    private final Tiling tiling;
    private final GroupSpectra group;
    private final TileCopy<A> copy;
    private final RealFft3d transform;
    private final Scratchpad scratchpad;

    ReferenceFftPass(ConvolutionShape shape, Tiling tiling, GroupSpectra group, VoxelAccess<A> access,
            Scratchpad scratchpad) {
        this.shape = shape;
        this.tiling = tiling;
        this.group = group;
        this.scratchpad = scratchpad;
        copy = new TileCopy<>(access, tiling);
        transform = new RealFft3d(tiling.transformSize());
    }

    final ConvolutionShape shape() {
        return shape;
    }

    final Tiling tiling() {
        return tiling;
    }

    final GroupSpectra group() {
        return group;
    }

    final VoxelAccess<A> access() {
        return copy.access();
    }

    final WeightSpectra newWeightSpectra() {
        return new WeightSpectra(shape, transform, tiling.transformSize());
    }

    /** Returns the length in doubles of the spectra of a group of tiles. */
    final int groupLength() {
        return group.length(tiling.groupSize());
    }

    /** Returns an array of {@code length} doubles from the scratchpad. */
    final double[] scratch(int length) {
        return scratchpad.doubles(length);
    }

    /** Performs an action for each group of tiles, in order. */
    final void forEachGroup(GroupAction action) {
        for (int first = 0; first < tiling.tileCount(); first += tiling.groupSize()) {
            action.accept(first, Math.min(tiling.groupSize(), tiling.tileCount() - first));
        }
    }

    /** Transforms {@code extent} voxels of a tile of a feature map. */
    final void forward(FeatureMaps<A> source, int map, int tile, Vec3 extent, double[] spectra, int offset) {
        copy.load(source, map, tile, extent, spectra, offset);
        transform.forward(spectra, offset, extent);
    }

    /** Transforms a spectrum back, in place, to an image whose corner holds {@code extent} voxels. */
    final void inverse(double[] spectra, int offset, Vec3 extent) {
        transform.inverse(spectra, offset, extent);
    }

    /** Copies the corner of an image to {@code extent} voxels of a tile, or adds it to them. */
    final void store(double[] images, int offset, FeatureMaps<A> target, int map, int tile, Vec3 extent,
            boolean accumulate) {
        copy.store(images, offset, target, map, tile, extent, accumulate);
    }

    /** Processes a group of {@code tiles} tiles, the first of which is tile {@code first}. */
    interface GroupAction {
        void accept(int first, int tiles);
    }
}
