package org.znn.common.volume.zarr;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.volume.ExternalTools;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.VolumeReaderContract;

/**
 * Tests several hundred Zarr and N5 arrays over element types, byte orders, codecs, shards, axes and holes, which
 * {@code write_zarr_samples.py} writes.
 */
class WrittenZarrTest extends VolumeReaderContract {

    private static final Path SCRIPT = Path.of("src/test/python/write_zarr_samples.py");

    @TempDir
    private static Path folder;

    static Stream<VolumeCase> cases() throws Exception {
        if (!Files.exists(folder.resolve("samples.tsv"))) {
            ExternalTools.runPython("zarr,numcodecs,numpy", Files.readString(SCRIPT), folder);
        }
        return ZarrSamples.cases(folder, "").stream();
    }

    @Override
    protected VolumeReader open(VolumeCase file) {
        return ZarrSamples.open(file.path());
    }
}
