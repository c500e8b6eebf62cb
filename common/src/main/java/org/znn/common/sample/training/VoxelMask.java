package org.znn.common.sample.training;

import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/** A mask in memory, a bit a voxel, and the label's volume it belongs to. */
public final class VoxelMask {

    private final Ids ids;
    private final Vec3 size;

    VoxelMask(Ids ids, Vec3 size) {
        this.ids = ids;
        this.size = size;
    }

    /** Reads a mask; throws {@link org.znn.common.volume.VolumeException} where the file is damaged. */
    public static VoxelMask load(VolumePart part, Storages storages) {
        return new VoxelMask(Holding.mask(part).load(storages), part.box().size());
    }

    /** Bytes that a mask takes. */
    public static long bytes(VolumePart part) {
        return Holding.mask(part).bytes();
    }

    /** Whether the label counts at a voxel. */
    public boolean isSet(Vec3 voxel) {
        return ids.id(voxel.z(), voxel.y(), voxel.x()) != 0;
    }

    /** How many places there are in a box at whose centre voxel one of the masks is set. */
    public static long locations(Box places, List<VoxelMask> masks) {
        return new Locations(places, masks).count();
    }

    /** Whether it is set at the centre voxel of the patch at a place. */
    boolean isSetAtPlace(Vec3 place) {
        return isSet(PatchRules.centre(size).plus(place));
    }
}
