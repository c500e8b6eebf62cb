package org.znn.common.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.config.DataSpec;
import org.znn.common.config.JobFile;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;

/** Tests that the files contain the tissue, whatever the number of threads, and that a job can read them. */
class SyntheticFilesTest {

    private static final Vec3 SIZE = new Vec3(18, 70, 131);
    private static final TissueGeometry GEOMETRY =
            new TissueGeometry(SIZE, TissueGeometry.SERIAL_SECTIONS, TissueGeometry.DEFAULT_CELL);

    @TempDir
    private Path folder;

    @Test
    void filesContainTheTissue() throws IOException, InterruptedException {
        SyntheticFiles.write(folder, 8, GEOMETRY, 2, done -> { });
        int n = (int) SIZE.product();
        byte[] image = new byte[n];
        int[] labels = new int[n];
        new SyntheticTissue(8, GEOMETRY).fill(Box.ofSize(SIZE), image, labels, 0);
        long[] grey = new long[n];
        long[] ids = new long[n];
        for (int i = 0; i < n; i++) {
            grey[i] = image[i] & 0xFF;
            ids[i] = labels[i] & 0xFFFF_FFFFL;
        }
        assertArrayEquals(grey, read(SyntheticFiles.IMAGE, ElementType.UINT8));
        assertArrayEquals(ids, read(SyntheticFiles.LABEL, ElementType.UINT32));
    }

    @Test
    void filesDoNotDependOnTheNumberOfThreads() throws IOException, InterruptedException {
        Path other = folder.resolve("other");
        SyntheticFiles.write(folder, 8, GEOMETRY, 1, done -> { });
        SyntheticFiles.write(other, 8, GEOMETRY, 3, done -> { });
        for (String name : List.of(SyntheticFiles.IMAGE, SyntheticFiles.LABEL, SyntheticFiles.SPEC)) {
            assertEquals(-1, Files.mismatch(folder.resolve(name), other.resolve(name)), name);
        }
    }

    @Test
    void progressEndsAtTheNumberOfVoxels() throws IOException, InterruptedException {
        List<Long> reported = new ArrayList<>();
        SyntheticFiles.write(folder, 8, GEOMETRY, 2, reported::add);
        assertEquals(SIZE.product(), reported.get(reported.size() - 1));
    }

    @Test
    void jobsReadTheSpecification() throws IOException, InterruptedException {
        SyntheticFiles.write(folder, 8, GEOMETRY, 2, done -> { });
        Path job = Files.writeString(folder.resolve("job.cfg"), "[parameters]\nfdata_spec = "
                + folder.resolve(SyntheticFiles.SPEC) + "\n");
        Diagnostics diagnostics = new Diagnostics();
        DataSpec data = JobFile.read(job.toString(), Map.of(), diagnostics).orElseThrow().dataSpec(diagnostics);
        assertEquals(List.of(), diagnostics.errors());
        Path image = Path.of(data.images().get(1).files().get(0));
        Path label = Path.of(data.labels().get(1).files().get(0));
        assertTrue(Files.isSameFile(folder.resolve(SyntheticFiles.IMAGE), image), image.toString());
        assertTrue(Files.isSameFile(folder.resolve(SyntheticFiles.LABEL), label), label.toString());
    }

    private long[] read(String name, ElementType type) throws IOException {
        try (VolumeReader reader = VolumeReaders.open(folder.resolve(name).toString())) {
            assertEquals(type, reader.info().type());
            assertEquals(SIZE, reader.info().size());
            return reader.readIds(Box.ofSize(SIZE));
        }
    }
}
