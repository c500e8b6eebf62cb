package org.znn.worker.convolution.fft.tiled;

import java.util.ArrayList;
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
        List<Tile> tiles = new ArrayList<>(count());
        Vec3 regions = new Vec3(z.regions(), y.regions(), x.regions());
        Vec3 residues = new Vec3(z.residues(), y.residues(), x.residues());
        for (int region = 0; region < regions.product(); region++) {
            Vec3 g = split(region, regions);
            for (int residue = 0; residue < residues.product(); residue++) {
                Vec3 r = split(residue, residues);
                Vec3 count = new Vec3(z.count(g.z(), r.z()), y.count(g.y(), r.y()), x.count(g.x(), r.x()));
                if (count.isPositive()) {
                    Vec3 start = new Vec3(z.start(g.z(), r.z()), y.start(g.y(), r.y()), x.start(g.x(), r.x()));
                    tiles.add(new Tile(start, count));
                }
            }
        }
        return tiles;
    }

    private static Vec3 split(int index, Vec3 size) {
        return new Vec3(index / size.x() / size.y(), index / size.x() % size.y(), index % size.x());
    }
}
