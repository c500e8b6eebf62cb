package org.znn.worker.convolution.fft.tiled;

import java.util.List;
import org.znn.common.geometry.Vec3;

/**
 * How an image is cut into tiles.
 *
 * @param z along z
 * @param y along y
 * @param x along x
 */
record Tiling(AxisTiles z, AxisTiles y, AxisTiles x) {

    /**
     * A tile.
     *
     * @param start its first output
     * @param count its outputs, the dilation apart
     */
    record Tile(Vec3 start, Vec3 count) {
    }

    /** For transforms of the given size. */
    static Tiling of(Vec3 length, Vec3 kernel, Vec3 dilation, Vec3 output) {
        return new Tiling(AxisTiles.of(length.z(), kernel.z(), dilation.z(), output.z()),
                AxisTiles.of(length.y(), kernel.y(), dilation.y(), output.y()),
                AxisTiles.of(length.x(), kernel.x(), dilation.x(), output.x()));
    }

    /** Size of the transforms. */
    Vec3 length() {
        return new Vec3(z.length(), y.length(), x.length());
    }

    /** Elements that the outputs of a tile depend on. */
    Vec3 read(Tile tile) {
        return tile.count().plus(new Vec3(z.kernel() - 1, y.kernel() - 1, x.kernel() - 1));
    }

    int count() {
        return Math.multiplyExact(Math.multiplyExact(z.tiles(), y.tiles()), x.tiles());
    }

    /** All tiles; the residues of a region one after the other, as they share its cache lines. */
    List<Tile> tiles() {
        return new TileList(this);
    }

    /** The tile of a residue in a region. */
    Tile tile(Vec3 region, Vec3 residue) {
        return new Tile(new Vec3(z.start(region.z(), residue.z()), y.start(region.y(), residue.y()),
                x.start(region.x(), residue.x())), new Vec3(z.count(region.z(), residue.z()),
                y.count(region.y(), residue.y()), x.count(region.x(), residue.x())));
    }
}
