package org.znn.common.sample.check;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.config.OutType;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;
import org.znn.common.sample.training.VoxelMask;
import org.znn.common.volume.ReadBlocks;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/** Reads those labels whose values can be wrong: classes, and floats that should be ids. */
final class LabelScan {

    private final OutType type;
    private final Storages storages;
    private final Problems problems;
    private final ValueScan values;

    LabelScan(OutType type, Storages storages, Problems problems, ValueScan values) {
        this.type = type;
        this.storages = storages;
        this.problems = problems;
        this.values = values;
    }

    /** Tells what is wrong with the values of a label; those outside its mask may be anything. */
    void check(DataSection label, String node, int channels, Optional<VoxelMask> mask) {
        VolumePart part = label.parts().get(0);
        switch (type) {
            case BOUNDARY -> values.isFinite(part, label.where(), "write 0 there for the boundary, or 1 for inside");
            case AFFINITY -> ids(label, part);
            default -> classes(label, part, node, channels, mask);
        }
        label.mask().ifPresent(m -> values.isFinite(m, label.where(), "write 0 there"));
    }

    private void ids(DataSection label, VolumePart part) {
        if (part.type().isInteger()) {
            return;
        }
        try (VolumeReader reader = part.open(storages)) {
            ReadBlocks.of(1, label.size()).forEach(reader::readIds);
        } catch (VolumeException | IOException e) {
            problems.error(label.where(), ValueScan.message(part, e), "");
        }
    }

    private void classes(DataSection label, VolumePart part, String node, int channels, Optional<VoxelMask> mask) {
        Optional<Vec3> first = Optional.empty();
        long value = 0;
        long greatest = 0;
        try (VolumeReader reader = part.open(storages)) {
            for (Box block : ReadBlocks.of(1, label.size())) {
                long[] ids = reader.readIds(block);
                for (int i = 0; i < ids.length; i++) {
                    if (ids[i] < 0 || ids[i] >= channels) {
                        Vec3 at = position(i, block);
                        if (mask.isEmpty() || mask.get().isSet(at)) {
                            value = first.isEmpty() ? ids[i] : value;
                            first = first.isEmpty() ? Optional.of(at.plus(part.box().start())) : first;
                            greatest = Math.max(greatest, ids[i]);
                        }
                    }
                }
            }
        } catch (VolumeException | IOException e) {
            problems.error(label.where(), ValueScan.message(part, e), "");
            return;
        }
        if (first.isPresent()) {
            problems.error(label.where(), part.path() + " holds the class " + value + " at z,y,x = " + first.get()
                    + ", but the output '" + node + "' has " + channels + " channels, for the classes 0 to "
                    + (channels - 1), "change the label" + (greatest >= channels
                    ? ", give the output " + (greatest + 1) + " channels" : "")
                    + ", or leave such voxels out by a mask (fmasks)");
        }
    }

    private static Vec3 position(int index, Box block) {
        Vec3 size = block.size();
        return block.start().plus(new Vec3(index / size.x() / size.y(), index / size.x() % size.y(),
                index % size.x()));
    }
}
