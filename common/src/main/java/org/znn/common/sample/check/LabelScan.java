package org.znn.common.sample.check;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.config.OutputType;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.training.VoxelMask;
import org.znn.common.volume.ReadTiling;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/** Checks the values of labels: class ids must be in range, and floating-point ids must be whole and finite. */
final class LabelScan {

    private final OutputType type;
    private final Storages storages;
    private final Diagnostics diagnostics;
    private final ValueScan values;

    LabelScan(OutputType type, Storages storages, Diagnostics diagnostics, ValueScan values) {
        this.type = type;
        this.storages = storages;
        this.diagnostics = diagnostics;
        this.values = values;
    }

    /** Reports invalid values of a label and its mask. Class ids outside the mask may be arbitrary. */
    void check(DataSection label, String node, int channels, Optional<VoxelMask> mask) {
        VolumePart part = label.parts().get(0);
        switch (type) {
            case BOUNDARY -> values.checkFinite(part, label.location(),
                    "replace such voxels by 0 (boundary) or 1 (cell interior)");
            case AFFINITY -> checkIds(label, part);
            default -> checkClasses(label, part, node, channels, mask);
        }
        label.mask().ifPresent(m -> values.checkFinite(m, label.location(), "replace such voxels by 0 or 1"));
    }

    private void checkIds(DataSection label, VolumePart part) {
        if (part.type().isInteger()) {
            return;
        }
        try (VolumeReader reader = part.open(storages)) {
            ReadTiling.of(1, label.size()).forEach(reader::readIds);
        } catch (VolumeException | IOException e) {
            diagnostics.error(label.location(), ValueScan.describe(part.path(), e), "");
        }
    }

    private void checkClasses(DataSection label, VolumePart part, String node, int channels,
            Optional<VoxelMask> mask) {
        Optional<Vec3> first = Optional.empty();
        long value = 0;
        long max = 0;
        try (VolumeReader reader = part.open(storages)) {
            for (Box block : ReadTiling.of(1, label.size())) {
                long[] ids = reader.readIds(block);
                for (int i = 0; i < ids.length; i++) {
                    if (ids[i] < 0 || ids[i] >= channels) {
                        Vec3 voxel = position(i, block);
                        if (mask.isEmpty() || mask.get().isSet(voxel)) {
                            value = first.isEmpty() ? ids[i] : value;
                            first = first.isEmpty() ? Optional.of(voxel.plus(part.box().start())) : first;
                            max = Math.max(max, ids[i]);
                        }
                    }
                }
            }
        } catch (VolumeException | IOException e) {
            diagnostics.error(label.location(), ValueScan.describe(part.path(), e), "");
            return;
        }
        if (first.isPresent()) {
            diagnostics.error(label.location(), part.path() + " contains class " + value + " at z,y,x = " + first.get()
                    + ", but the output '" + node + "' has " + channels + " channels, for classes 0 to "
                    + (channels - 1), "correct the label" + (max >= channels
                    ? ", give the output " + (max + 1) + " channels" : "")
                    + ", or exclude such voxels with a mask (fmasks)");
        }
    }

    private static Vec3 position(int index, Box block) {
        Vec3 size = block.size();
        return block.start().plus(new Vec3(index / size.x() / size.y(), index / size.x() % size.y(),
                index % size.x()));
    }
}
