package org.znn.common.volume.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.VolumeReaderContract;
import org.znn.common.volume.storage.Storages;

/** Reads one volume of each kind, as nibabel and others wrote it, through a Hadoop file system. */
class OtherSamplesTest extends VolumeReaderContract {

    private static final Storages STORAGES = Storages.standard();

    static Stream<VolumeCase> cases() throws IOException {
        return OtherSamples.in(OtherSamples.kept()).stream().map(OtherSamples.Sample::contents);
    }

    @Override
    protected VolumeReader open(VolumeCase file) {
        return VolumeReaders.open("file://" + Path.of(file.path()).toAbsolutePath(), STORAGES);
    }
}
