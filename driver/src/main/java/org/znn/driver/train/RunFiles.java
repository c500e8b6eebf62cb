package org.znn.driver.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.znn.common.config.TrainingConfig;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Volume;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.console.Console;
import org.znn.driver.report.LearningCurveChart;
import org.znn.driver.report.LearningCurveCsv;

/** Writes the files of a run: checkpoints, and the learning curve as a table and a picture. */
final class RunFiles {

    private final Checkpoints checkpoints;
    private final String prefix;
    private final Storages storages;
    private final Console console;
    private final List<String> written = new ArrayList<>();
    private String initial = "";
    private boolean saved;
    private boolean drawable = true;

    RunFiles(NetworkSpec network, TrainingConfig config, Storages storages, Console console) {
        checkpoints = new Checkpoints(network, config, storages);
        prefix = config.netPrefix();
        this.storages = storages;
        this.console = console;
    }

    void saveInitial(RunState state) throws IOException {
        written.clear();
        initial = checkpoints.saveInitial(state);
        written.add(initial);
    }

    /**
     * Saves the state after a step.
     *
     * @param nextEta      learning rate of the next step
     * @param debugVolumes volumes of the last patch by kind and node; empty unless {@code is_debug}
     */
    void save(RunState state, double nextEta, Map<String, Map<String, Volume>> debugVolumes) throws IOException {
        written.clear();
        written.add(checkpoints.save(state, nextEta, debugVolumes));
        written.add(prefix + "_current.h5");
        saved = true;
        LearningCurve curve = state.curve();
        if (curve.lastIteration() > 0) {
            writeCurveTable(curve);
            writeCurvePicture(curve);
        }
    }

    /** Returns the paths that the last save wrote. */
    List<String> written() {
        return List.copyOf(written);
    }

    /** Returns the path of the last saved network. */
    String lastCheckpoint() {
        return saved ? prefix + "_current.h5" : initial;
    }

    private void writeCurveTable(LearningCurve curve) throws IOException {
        String path = prefix + "_curve.csv";
        try (PendingFile file = PendingFile.create(storages.of(path), path)) {
            String table = String.join("\n", LearningCurveCsv.lines(curve)) + "\n";
            file.stream().write(table.getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
        written.add(path);
    }

    /** Draws the curve; on a machine without fonts drawing fails, which must not stop the training. */
    private void writeCurvePicture(LearningCurve curve) throws IOException {
        if (!drawable) {
            return;
        }
        String path = prefix + "_curve.png";
        try (PendingFile file = PendingFile.create(storages.of(path), path)) {
            LearningCurveChart.write(curve, title(), file.stream());
            file.commit();
            written.add(path);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException | LinkageError | InternalError e) {
            drawable = false;
            console.printMessage("warning: " + path + " cannot be drawn on this machine (" + e + "); "
                    + "the curve is in " + prefix + "_curve.csv");
        }
    }

    /** Returns the last name of the prefix; for a prefix that is a folder, that of the folder. */
    private String title() {
        String[] names = prefix.split("/+");
        return names.length == 0 ? prefix : names[names.length - 1];
    }
}
