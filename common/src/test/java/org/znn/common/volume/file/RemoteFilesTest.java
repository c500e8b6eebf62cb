package org.znn.common.volume.file;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.VolumeReaderContract;

/** The same files through Hadoop's file system. */
class RemoteFilesTest extends VolumeReaderContract {

    static Stream<VolumeCase> cases() {
        return SampleFiles.all();
    }

    @Override
    protected VolumeReader open(VolumeCase file) {
        return VolumeReaders.open("file://" + Path.of(file.path()));
    }
}
