package org.znn.common.volume.tiff;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.volume.ExternalTools;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.VolumeReaderContract;
import org.znn.common.volume.file.VolumeReaders;

/**
 * Tests several hundred TIFF files over element type, byte order, compression, predictor, strips and tiles, samples and
 * kind of description. They are written by Python with tifffile; without it, the test is skipped.
 */
class TiffGeneratedFilesTest extends VolumeReaderContract {

    @TempDir
    private static Path folder;
    private static List<VolumeCase> files;

    static Stream<VolumeCase> cases() throws Exception {
        if (files == null) {
            Path script = Path.of("src/test/python/write_tiff_samples.py").toAbsolutePath();
            ExternalTools.runPython("numpy,tifffile", "sys.argv[:] = [sys.argv[1], sys.argv[2]]\n"
                    + "exec(compile(open(sys.argv[0]).read(), sys.argv[0], 'exec'))", script, folder);
            files = TiffSampleFiles.of(folder);
        }
        return files.stream();
    }

    @Override
    protected VolumeReader open(VolumeCase file) {
        return VolumeReaders.open(file.path());
    }
}
