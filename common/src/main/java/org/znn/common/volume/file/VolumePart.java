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
 * @param path     of the file
 * @param ids      whether it is opened as a volume of ids, so that colours are one channel
 * @param channels of it, once opened so
 * @param type     of its numbers
 * @param box      the voxels that count
 */
public record VolumePart(String path, boolean ids, int channels, ElementType type, Box box) implements Serializable {

    /** The part of it around its centre that has that size: of d voxels too many, (d + 1)//2 go before it. */
    public VolumePart croppedTo(Vec3 size) {
        Vec3 before = box.size().minus(size).plus(1).floorDiv(2);
        return new VolumePart(path, ids, channels, type, new Box(box.start().plus(before), size));
    }

    /** The same box of the file under another path. */
    public VolumePart at(String other) {
        return new VolumePart(other, ids, channels, type, box);
    }

    /** Opens the box as a volume; throws {@link org.znn.common.volume.VolumeException} where the file is damaged. */
    public VolumeReader open(Storages storages) {
        VolumeReader reader = ids ? VolumeReaders.openIds(path, storages) : VolumeReaders.open(path, storages);
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
                // What went wrong before is what matters.
            }
        }
    }
}
