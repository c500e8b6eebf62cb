package org.znn.driver.train;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.znn.common.config.TrainingConfig;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storages;

/** Names of the files of a training run, each of which begins with the prefix of the run and an underscore. */
final class RunFileNames {

    private final String start;
    private final Pattern all;
    private final Pattern later;

    /** Creates the names of the run of a job. */
    RunFileNames(TrainingConfig config) {
        start = config.netPrefix() + "_";
        String quoted = Pattern.quote(PendingFile.nameOf(start));
        String statistics = config.output().standardLayout() ? ""
                : "|statistics_(current|\\d{1,18})\\.h5|init_iter0_statistics_0\\.h5";
        all = Pattern.compile(quoted + "((init|current|\\d{1,18})\\.h5|curve\\.(csv|png)"
                + "|train_\\d{8}_\\d{6}\\.(cfg|log)" + statistics + ")");
        later = Pattern.compile(quoted + "(\\d{1,18}\\.h5|curve\\.(csv|png))");
    }

    /** Returns the path of the checkpoint from which the run resumes. */
    String current() {
        return start + "current.h5";
    }

    /** Returns the path of the network before the first step. */
    String initial() {
        return start + "init.h5";
    }

    /** Returns the path of the network after a step. */
    String ofStep(long step) {
        return start + step + ".h5";
    }

    /** Returns the path of the learning curve as a table. */
    String curveTable() {
        return start + "curve.csv";
    }

    /** Returns the path of the learning curve as a picture. */
    String curvePicture() {
        return start + "curve.png";
    }

    /**
     * Returns the paths of existing files that a run writes only when it has written {@link #current}: without that
     * file they are those of another run. Not among them is the network before the first step.
     */
    List<String> writtenAfterCurrent(Storages storages) throws IOException {
        String folder = PendingFile.folderOf(start);
        return storages.of(start).list(folder).stream().filter(name -> later.matcher(name).matches())
                .map(name -> folder + name).toList();
    }

    /** Whether a run writes, or removes, files of a name in the folder of its prefix. */
    boolean contain(String name) {
        return all.matcher(name).matches();
    }

    /** Removes temporary files that killed runs with exactly this prefix left. */
    void removeLeftovers(Storages storages) throws IOException {
        PendingFile.removeLeftovers(storages.of(start), PendingFile.folderOf(start),
                this::contain);
    }
}
