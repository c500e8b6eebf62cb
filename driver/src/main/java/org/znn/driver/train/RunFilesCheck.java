package org.znn.driver.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.znn.common.config.TrainingConfig;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.plan.DiskSpace;
import org.znn.driver.plan.FileNames;
import org.znn.driver.plan.OutputFolder;

/** Checks before anything is computed that the files of a training run can be written. */
final class RunFilesCheck {

    private static final String REMEDY = "choose another train_net_prefix, such as FOLDER/NAME";
    /** Longest names beside the numbered ones: of the log and, in the layout of older releases, of the first curve. */
    private static final List<String> NAMES = List.of("_train_20260101_000000.log", "_init_iter0_statistics_0.h5",
            "_statistics_current.h5");
    /** Weights and momentum, each in the numbered checkpoint and in the current one that is being replaced. */
    private static final int COPIES = 4;

    private final String location;
    private final Storages storages;
    private final Diagnostics diagnostics;

    /**
     * Creates a check for one job.
     *
     * @param location {@code file:line} of the job's train_net_prefix
     */
    RunFilesCheck(String location, Storages storages, Diagnostics diagnostics) {
        this.location = location;
        this.storages = storages;
        this.diagnostics = diagnostics;
    }

    /** Reports an error if files with the prefix cannot be written; returns whether its file system is available. */
    boolean checkPrefix(String prefix) {
        if (Storages.isRemote(prefix)) {
            try {
                storages.of(prefix).exists(prefix + "_current.h5");
            } catch (IOException e) {
                diagnostics.error(location, prefix + " cannot be written: " + e.getMessage(), REMEDY);
                return false;
            }
            return true;
        }
        OutputFolder.nearestWritable(location, prefix, REMEDY, diagnostics).ifPresent(folder ->
                FileNames.check(location, folder, names(prefix), REMEDY, diagnostics));
        return true;
    }

    private static List<String> names(String prefix) {
        List<String> names = new ArrayList<>(NAMES.stream().map(name -> prefix + name).toList());
        names.add(FileNames.lease(prefix));
        return names;
    }

    /**
     * Does the same for a job whose network is known, and reports an error if a checkpoint certainly exceeds the disk,
     * and a warning if all of them may.
     */
    boolean check(TrainingConfig config, NetworkSpec network) {
        String prefix = config.netPrefix();
        if (Storages.isRemote(prefix)) {
            return checkPrefix(prefix);
        }
        OutputFolder.nearestWritable(location, prefix, REMEDY, diagnostics).ifPresent(folder -> {
            long last = config.sgd().lastStep();
            FileNames.check(location, folder, names(prefix), REMEDY, diagnostics);
            for (String name : List.of("_" + last + ".h5", "_current.h5", "_init.h5", "_curve.csv", "_curve.png")) {
                if (Files.isDirectory(Path.of(prefix + name))) {
                    diagnostics.error(location, prefix + name + " cannot be written: a folder has this name", REMEDY);
                }
            }
            double copy = (double) new WeightLayout(network).length() * config.job().precision().bytes();
            double saves = Math.ceil((double) last / config.schedule().saveInterval());
            DiskSpace space = new DiskSpace();
            boolean exists = Files.exists(Path.of(prefix + "_current.h5"));
            space.add(folder, exists ? 0 : COPIES * copy, (2 * saves + COPIES) * copy);
            space.report(location, "the checkpoints", "free some space, or choose another train_net_prefix",
                    "a larger num_iter_per_save writes fewer; if the disk becomes full, the next run resumes from the"
                            + " last checkpoint", diagnostics);
        });
        return true;
    }
}
