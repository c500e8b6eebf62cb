package org.znn.worker.convolution.fft.simd.tile;

import java.util.List;
import org.znn.common.geometry.Vec3;

/**
 * The tiling of an output for overlap-save.
 *
 * @param z tiles along z
 * @param y tiles along y
 * @param x tiles along x
 */
public record OverlapSaveTiling(AxisTiles z, AxisTiles y, AxisTiles x) {

    /**
     * A tile.
     *
     * @param start  first output voxel (z, y, x)
     * @param extent number of output voxels (z, y, x), which are the dilation apart
     */
    public record Tile(Vec3 start, Vec3 extent) {
    }

    /** Cuts an output into tiles for transforms of the given size. */
    public static OverlapSaveTiling of(Vec3 size, Vec3 kernel, Vec3 dilation, Vec3 output) {
        return new OverlapSaveTiling(AxisTiles.of(size.z(), kernel.z(), dilation.z(), output.z()),
                AxisTiles.of(size.y(), kernel.y(), dilation.y(), output.y()),
                AxisTiles.of(size.x(), kernel.x(), dilation.x(), output.x()));
    }

    /** Returns the size (z, y, x) of the transforms. */
    public Vec3 transformSize() {
        return new Vec3(z.length(), y.length(), x.length());
    }

    /** Returns the number of input voxels (z, y, x) that the outputs of a tile depend on. */
    public Vec3 inputExtent(Tile tile) {
        return tile.extent().plus(new Vec3(z.kernel() - 1, y.kernel() - 1, x.kernel() - 1));
    }

    /** Returns the number of tiles. */
    public int tileCount() {
        return Math.multiplyExact(Math.multiplyExact(z.tileCount(), y.tileCount()), x.tileCount());
    }

    /** Returns all tiles. The residues of a region are adjacent in the list, as they share its cache lines. */
    public List<Tile> tiles() {
        return new TileList(this);
    }

    /** Returns the tile of a residue in a region. */
    Tile tile(Vec3 region, Vec3 residue) {
        return new Tile(new Vec3(z.start(region.z(), residue.z()), y.start(region.y(), residue.y()),
                x.start(region.x(), residue.x())), new Vec3(z.extent(region.z(), residue.z()),
                y.extent(region.y(), residue.y()), x.extent(region.x(), residue.x())));
    }
}
