package org.znn.common.volume.hdf5;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.volume.ExternalTools;

/**
 * Tests that what h5py writes is read equal: all kinds of indexes, types, filters, layouts, links, virtual datasets and
 * orders of axes.
 */
class Hdf5SamplesTest {

    @TempDir
    private Path folder;

    @Test
    void checkedInSamples() throws Exception {
        check(Hdf5Samples.unpack("hdf5_samples.zip", folder), 50);
    }

    /** Written by h5py 3.16 with HDF5 2.0: data layout version 5, virtual dataset version 1. */
    @Test
    void samplesOfHdf52() throws Exception {
        check(Hdf5Samples.unpack("hdf5_2_0_samples.zip", folder), 2);
    }

    @Test
    void samplesOfTheInstalledLibrary() throws Exception {
        Path script = Path.of("src/test/python/write_hdf5_samples.py");
        ExternalTools.runPython("h5py,numpy", Files.readString(script), folder);
        check(Hdf5Samples.list(folder), 250);
    }

    private static void check(List<Hdf5Samples.Sample> samples, int atLeast) {
        assertTrue(samples.size() >= atLeast, samples.size() + " samples");
        assertAll(samples.stream().map(sample -> () -> Hdf5Samples.check(sample)));
    }
}
