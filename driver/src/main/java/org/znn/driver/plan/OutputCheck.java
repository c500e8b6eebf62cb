package org.znn.driver.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.znn.common.problem.Problems;
import org.znn.common.volume.Precision;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.report.Quantities;

/**
 * Looks, before anything is computed, whether the results can be written where the job wants them. Folders that are
 * missing are made when the first file is written; of remote file systems nothing is asked but that they are known.
 */
final class OutputCheck {

    private static final String REMEDY = "choose another output_prefix, such as FOLDER/NAME";

    private final String where;
    private final Precision precision;
    private final Storages storages;
    private final Problems problems;

    /**
     * For one job.
     *
     * @param where {@code file:line} of its output_prefix
     */
    OutputCheck(String where, Precision precision, Storages storages, Problems problems) {
        this.where = where;
        this.precision = precision;
        this.storages = storages;
        this.problems = problems;
    }

    /** Refuses a prefix whose files cannot be made; warns where the disk may become full. */
    void check(String prefix, List<SamplePlan> samples) {
        if (Storages.isRemote(prefix)) {
            checkRemote(prefix);
            return;
        }
        TargetFolder.check(where, prefix, REMEDY, problems).ifPresent(folder -> {
            samples.forEach(sample -> sample.outputs().forEach(this::checkNames));
            checkSpace(folder, samples);
        });
    }

    private void checkRemote(String prefix) {
        try {
            storages.of(prefix);
        } catch (IOException e) {
            problems.error(where, prefix + " cannot be written: " + e.getMessage(), REMEDY);
        }
    }

    private void checkNames(OutputPlan output) {
        if (Files.isDirectory(Path.of(output.hdf5()))) {
            refuse(output.hdf5(), "a folder has this name");
        }
        String parts = output.path() + ".parts";
        if (Files.isRegularFile(Path.of(parts))) {
            refuse("the folder " + parts, "a file has this name");
        }
    }

    private void refuse(String target, String reason) {
        problems.error(where, target + " cannot be written: " + reason, REMEDY);
    }

    /** While a volume is put together its parts are there too. */
    private void checkSpace(Path folder, List<SamplePlan> samples) {
        long[] bytes = samples.stream().mapToLong(sample -> sample.outputBytes(precision.bytes())).sorted().toArray();
        long needed = bytes.length == 0 ? 0 : bytes[bytes.length - 1];
        for (long b : bytes) {
            needed += b;
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < needed) {
                problems.warn(where, "results and their parts take up to " + Quantities.bytes(needed) + " in " + folder
                        + ", which has " + Quantities.bytes(free) + " free", "compression makes them smaller; what is"
                        + " computed before the disk is full is kept for the next run");
            }
        } catch (IOException e) {
            // A file system that does not tell its space is not warned of.
        }
    }
}
