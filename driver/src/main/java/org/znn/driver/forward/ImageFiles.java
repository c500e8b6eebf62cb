package org.znn.driver.forward;

import java.util.ArrayList;
import java.util.List;
import org.znn.common.volume.ChannelStack;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/** Opens the files of an image as the channels of one volume. */
final class ImageFiles {

    private ImageFiles() {
    }

    /** Opens files of equal size, whose channels are stacked in order. */
    static VolumeReader open(List<VolumePart> parts, Storages storages) {
        List<VolumeReader> readers = new ArrayList<>();
        for (VolumePart part : parts) {
            readers.add(part.open(storages));
        }
        return new ChannelStack(readers);
    }
}
