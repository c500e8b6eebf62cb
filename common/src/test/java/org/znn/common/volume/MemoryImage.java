package org.znn.common.volume;

import java.util.Arrays;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/** An image in memory, for tests. */
public record MemoryImage(Volume voxels) implements VolumeReader {

    @Override
    public VolumeInfo info() {
        return VolumeInfo.of("memory", "memory", "c,z,y,x", voxels.channels(), voxels.size(), ElementType.FLOAT64);
    }

    @Override
    public Volume read(Box box, Precision precision) {
        Volume out = Volume.zeros(precision, voxels.channels(), box.size());
        Vec3 s = box.start();
        for (int c = 0; c < voxels.channels(); c++) {
            for (int z = 0; z < box.size().z(); z++) {
                for (int y = 0; y < box.size().y(); y++) {
                    for (int x = 0; x < box.size().x(); x++) {
                        out.set(c, z, y, x, voxels.get(c, s.z() + z, s.y() + y, s.x() + x));
                    }
                }
            }
        }
        return out;
    }

    @Override
    public long[] readIds(Box box) {
        DoubleVolume part = (DoubleVolume) read(box, Precision.FLOAT64);
        return Arrays.stream(part.data()).mapToLong(v -> (long) v).toArray();
    }

    @Override
    public void close() {
    }
}
