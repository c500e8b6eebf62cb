package org.znn.common.sample.training;

import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/** The mask of a label in memory, one bit per voxel. */
public final class VoxelMask {

    private final LabelIds ids;
    private final Vec3 size;

    VoxelMask(LabelIds ids, Vec3 size) {
        this.ids = ids;
        this.size = size;
    }

    /**
     * Loads a mask.
     *
     * @throws org.znn.common.volume.VolumeException if the file is damaged or cannot be read
     */
    public static VoxelMask load(VolumePart part, Storages storages) {
        return new VoxelMask(InMemoryVolumeSpec.mask(part).load(storages), part.box().size());
    }

    /** Whether the mask includes a voxel in training. */
    public boolean isSet(Vec3 voxel) {
        return ids.id(voxel.z(), voxel.y(), voxel.x()) != 0;
    }

    /** Counts the locations of a box whose centre voxel is set in at least one of the masks. */
    public static long countLocations(Box bounds, List<VoxelMask> masks) {
        return new PatchLocations(bounds, masks).count();
    }

    /** Whether the mask is set at the centre voxel of the patch at a location. */
    boolean isSetAtLocation(Vec3 location) {
        return isSet(PatchSpec.centre(size).plus(location));
    }
}
