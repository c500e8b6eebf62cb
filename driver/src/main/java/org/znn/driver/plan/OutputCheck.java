package org.znn.driver.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.volume.Precision;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.report.Quantities;

/**
 * Checks before anything is computed that the results can be written to the place that the job names. Missing folders
 * are created later, when the first file is written. For remote file systems only the scheme is checked.
 */
final class OutputCheck {

    private static final String REMEDY = "choose another output_prefix, such as FOLDER/NAME";

    private final String location;
    private final Precision precision;
    private final Storages storages;
    private final Diagnostics diagnostics;

    /**
     * Creates a check for one job.
     *
     * @param location {@code file:line} of the job's output_prefix
     */
    OutputCheck(String location, Precision precision, Storages storages, Diagnostics diagnostics) {
        this.location = location;
        this.precision = precision;
        this.storages = storages;
        this.diagnostics = diagnostics;
    }

    /** Reports an error if files with the prefix cannot be created, and a warning if the disk may become full. */
    void check(String prefix, List<SamplePlan> samples) {
        if (Storages.isRemote(prefix)) {
            checkRemote(prefix);
            return;
        }
        OutputFolder.nearestWritable(location, prefix, REMEDY, diagnostics).ifPresent(folder -> {
            samples.forEach(sample -> sample.outputs().forEach(this::checkNames));
            checkSpace(folder, samples);
        });
    }

    private void checkRemote(String prefix) {
        try {
            storages.of(prefix);
        } catch (IOException e) {
            diagnostics.error(location, prefix + " cannot be written: " + e.getMessage(), REMEDY);
        }
    }

    private void checkNames(OutputPlan output) {
        if (Files.isDirectory(Path.of(output.hdf5()))) {
            refuse(output.hdf5(), "a folder has this name");
        }
        String parts = output.basePath() + ".parts";
        if (Files.isRegularFile(Path.of(parts))) {
            refuse("the folder " + parts, "a file has this name");
        }
    }

    private void refuse(String target, String reason) {
        diagnostics.error(location, target + " cannot be written: " + reason, REMEDY);
    }

    /** Counts the largest sample twice: its parts still exist while its volumes are stitched. */
    private void checkSpace(Path folder, List<SamplePlan> samples) {
        long[] bytes = samples.stream().mapToLong(sample -> sample.outputBytes(precision.bytes())).sorted().toArray();
        long needed = bytes.length == 0 ? 0 : bytes[bytes.length - 1];
        for (long b : bytes) {
            needed += b;
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < needed) {
                diagnostics.warn(location, "results and their parts need up to " + Quantities.formatBytes(needed)
                        + " in " + folder + ", which has " + Quantities.formatBytes(free) + " free", "compression "
                        + "makes them smaller; if the disk becomes full, the next run continues from the finished "
                        + "blocks");
            }
        } catch (IOException e) {
            // No warning for a file system that does not report its free space.
        }
    }
}
