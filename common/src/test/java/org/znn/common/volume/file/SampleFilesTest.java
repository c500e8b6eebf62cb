package org.znn.common.volume.file;

import java.util.stream.Stream;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.VolumeReaderContract;

/** Tests files written by h5py and tifffile, on the local disk. */
class SampleFilesTest extends VolumeReaderContract {

    static Stream<VolumeCase> cases() {
        return SampleFiles.all();
    }

    @Override
    protected VolumeReader open(VolumeCase file) {
        return VolumeReaders.open(file.path());
    }
}
