package org.znn.driver.forward;

import java.util.ArrayList;
import java.util.List;
import org.znn.common.volume.ChannelStack;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storages;

/** Opens the files of an image as the channels of one volume. */
final class ImageFiles {

    private ImageFiles() {
    }

    static VolumeReader open(List<String> files, Storages storages) {
        List<VolumeReader> readers = new ArrayList<>();
        for (String file : files) {
            readers.add(VolumeReaders.open(file, storages));
        }
        return new ChannelStack(readers);
    }
}
