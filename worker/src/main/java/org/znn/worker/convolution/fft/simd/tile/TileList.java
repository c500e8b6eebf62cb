package org.znn.worker.convolution.fft.simd.tile;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling.Tile;

/**
 * The tiles of a tiling, region by region, each created on access: with a large dilation every voxel can be a tile, and
 * a materialised list would need more memory than the feature maps. Along an axis every region has a tile of each
 * residue, except the last region, which has tiles of the first residues only.
 */
final class TileList extends AbstractList<Tile> implements RandomAccess {

    private final OverlapSaveTiling tiling;
    private final int size;
    private final Vec3 tiles;
    private final Vec3 residues;

    TileList(OverlapSaveTiling tiling) {
        this.tiling = tiling;
        size = tiling.tileCount();
        tiles = new Vec3(tiling.z().tileCount(), tiling.y().tileCount(), tiling.x().tileCount());
        residues = new Vec3(tiling.z().residues(), tiling.y().residues(), tiling.x().residues());
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Tile get(int index) {
        int rest = Objects.checkIndex(index, size);
        int slab = residues.z() * tiles.y() * tiles.x();
        int z = rest / slab;
        rest -= z * slab;
        int zResidues = Math.min(residues.z(), tiles.z() - z * residues.z());
        int row = zResidues * residues.y() * tiles.x();
        int y = rest / row;
        rest -= y * row;
        int yResidues = Math.min(residues.y(), tiles.y() - y * residues.y());
        int region = zResidues * yResidues * residues.x();
        int x = rest / region;
        rest -= x * region;
        int xResidues = Math.min(residues.x(), tiles.x() - x * residues.x());
        return tiling.tile(new Vec3(z, y, x), new Vec3(rest / xResidues / yResidues, rest / xResidues % yResidues,
                rest % xResidues));
    }
}
