package org.znn.common.volume.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Box;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.ExternalTools;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.VolumeReaderContract;
import org.znn.common.volume.storage.Storages;

/** Reads volumes in variants of NIfTI, NRRD, MRC, NumPy's format and sections, as nibabel and others wrote them. */
class OtherFormatsTest extends VolumeReaderContract {

    private static final Path SCRIPT = Path.of("src/test/python/write_other_samples.py");
    private static final int MIN_SAMPLES = 180;
    private static Path folder;
    private static List<OtherSamples.Sample> samples;

    @BeforeAll
    static void write() throws Exception {
        folder = Files.createTempDirectory("other");
        ExternalTools.runPython("numpy,nibabel,mrcfile,tifffile,PIL", "import runpy; sys.argv[0] = sys.argv.pop(1);"
                + " runpy.run_path(sys.argv[0], run_name='__main__')", SCRIPT, folder);
        samples = OtherSamples.in(folder);
        assertTrue(samples.size() >= MIN_SAMPLES, samples.size() + " samples");
    }

    @AfterAll
    static void remove() throws IOException {
        Storages.standard().of(folder.toString()).delete(folder.toString());
    }

    static Stream<VolumeCase> cases() {
        return samples.stream().map(OtherSamples.Sample::contents);
    }

    static Stream<OtherSamples.Sample> samples() {
        return samples.stream();
    }

    @Override
    protected VolumeReader open(VolumeCase file) {
        return VolumeReaders.open(file.path());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsIdsExactly(OtherSamples.Sample sample) throws IOException {
        try (VolumeReader reader = open(sample.contents())) {
            if (sample.contents().type().isInteger()) {
                assertArrayEquals(sample.ids(), reader.readIds(Box.ofSize(reader.info().size())));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsTheVoxelSize(OtherSamples.Sample sample) throws IOException {
        try (VolumeReader reader = open(sample.contents())) {
            Optional<Calibration> read = reader.info().calibration();
            if (!reader.info().format().contains("TIFF")) {
                assertEquals(sample.calibration(), read);
            }
        }
    }
}
