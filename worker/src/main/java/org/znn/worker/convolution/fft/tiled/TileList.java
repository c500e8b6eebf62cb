package org.znn.worker.convolution.fft.tiled;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.fft.tiled.Tiling.Tile;

/**
 * The tiles of a tiling, region by region, each made when it is asked for: a dilation can leave a tile of each voxel,
 * and all of them would take more memory than the maps. Along an axis all regions but the last have a tile of each
 * residue, and that has one of the first residues.
 */
final class TileList extends AbstractList<Tile> implements RandomAccess {

    private final Tiling tiling;
    private final int size;
    private final Vec3 tiles;
    private final Vec3 residues;

    TileList(Tiling tiling) {
        this.tiling = tiling;
        size = tiling.count();
        tiles = new Vec3(tiling.z().tiles(), tiling.y().tiles(), tiling.x().tiles());
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
        int ofZ = Math.min(residues.z(), tiles.z() - z * residues.z());
        int row = ofZ * residues.y() * tiles.x();
        int y = rest / row;
        rest -= y * row;
        int ofY = Math.min(residues.y(), tiles.y() - y * residues.y());
        int region = ofZ * ofY * residues.x();
        int x = rest / region;
        rest -= x * region;
        int ofX = Math.min(residues.x(), tiles.x() - x * residues.x());
        return tiling.tile(new Vec3(z, y, x), new Vec3(rest / ofX / ofY, rest / ofX % ofY, rest % ofX));
    }
}
