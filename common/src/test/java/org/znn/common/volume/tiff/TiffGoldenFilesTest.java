package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.stream.Stream;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.VolumeReaderContract;
import org.znn.common.volume.file.VolumeReaders;

/** Tests one TIFF file of each kind. */
class TiffGoldenFilesTest extends VolumeReaderContract {

    static Stream<VolumeCase> cases() throws IOException {
        return TiffSampleFiles.of(TiffSampleFiles.folder()).stream();
    }

    @Override
    protected VolumeReader open(VolumeCase file) {
        return VolumeReaders.open(file.path());
    }
}
