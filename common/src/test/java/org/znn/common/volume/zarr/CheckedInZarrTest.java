package org.znn.common.volume.zarr;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.VolumeReaderContract;

/** Tests the small Zarr and N5 containers that are checked in, on the local disk and through a Hadoop file system. */
class CheckedInZarrTest extends VolumeReaderContract {

    @TempDir
    private static Path folder;

    static Stream<VolumeCase> cases() throws Exception {
        if (!Files.exists(folder.resolve("samples.tsv"))) {
            ZarrSamples.unpack(folder);
        }
        return Stream.concat(ZarrSamples.cases(folder, "").stream(), ZarrSamples.cases(folder, "file://").stream());
    }

    @Override
    protected VolumeReader open(VolumeCase file) {
        return ZarrSamples.open(file.path());
    }
}
