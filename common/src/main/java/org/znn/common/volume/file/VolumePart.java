package org.znn.common.volume.file;

import java.io.IOException;
import java.io.Serializable;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.CroppedVolume;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.storage.Storages;

/**
 * A box of a volume file.
 *
 * @param path     path of the file
 * @param asIds    whether the file is opened as a volume of ids, which reads colours as one channel of ids
 * @param channels number of channels of the opened volume
 * @param type     element type of the opened volume
 * @param box      voxels of the volume to use
 */
public record VolumePart(String path, boolean asIds, int channels, ElementType type, Box box) implements Serializable {

    /** Crops the box around its centre. Of d excess voxels along an axis, (d + 1)//2 are removed at the low end. */
    public VolumePart croppedTo(Vec3 size) {
        Vec3 before = box.size().minus(size).plus(1).floorDiv(2);
        return new VolumePart(path, asIds, channels, type, new Box(box.start().plus(before), size));
    }

    /** Returns the same box of the file under another path. */
    public VolumePart withPath(String other) {
        return new VolumePart(other, asIds, channels, type, box);
    }

    /**
     * Opens the box as a volume.
     *
     * @throws org.znn.common.volume.VolumeException if the file is damaged or cannot be read
     */
    public VolumeReader open(Storages storages) {
        VolumeReader reader = asIds ? VolumeReaders.openIds(path, storages) : VolumeReaders.open(path, storages);
        try {
            VolumeReader part = new CroppedVolume(reader, box);
            reader = null;
            return part;
        } finally {
            close(reader);
        }
    }

    private static void close(VolumeReader reader) {
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException e) {
                // The exception that is already being thrown matters more.
            }
        }
    }
}
