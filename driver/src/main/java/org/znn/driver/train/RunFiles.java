package org.znn.driver.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.znn.common.config.TrainingConfig;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Volume;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.console.Console;
import org.znn.driver.report.LearningCurveChart;
import org.znn.driver.report.LearningCurveCsv;
import org.znn.driver.stop.Stopping;

/** Writes the files of a run: checkpoints, and the learning curve as a table and a picture. */
final class RunFiles {

    private final Checkpoints checkpoints;
    private final RunFileNames names;
    private final String prefix;
    private final Storages storages;
    private final Console console;
    private final List<String> written = new ArrayList<>();
    private String initial = "";
    private boolean saved;
    private boolean drawable = true;

    RunFiles(NetworkSpec network, TrainingConfig config, TrainingInputs inputs, Storages storages, Console console) {
        checkpoints = new Checkpoints(network, config, inputs, storages);
        names = new RunFileNames(config);
        prefix = config.netPrefix();
        this.storages = storages;
        this.console = console;
    }

    /**
     * Takes possession of the files, before anything is written: removes what killed runs left and the files of another
     * run that the user allows to be replaced, and makes the files of the last saved step complete.
     */
    void open(InitialState initialState, RunState state) throws IOException {
        names.removeLeftovers(storages);
        for (String path : initialState.replaced()) {
            storages.of(path).delete(path);
        }
        if (!initialState.replaced().isEmpty()) {
            int count = initialState.replaced().size();
            console.printMessage("removed " + count + (count == 1 ? " file" : " files") + " of another run with the"
                    + " prefix " + prefix);
        }
        if (initialState.isCurrent()) {
            checkpoints.repair(state).ifPresent(written::add);
            repairCurve(state.curve());
        }
    }

    /** Writes the learning curve unless its picture exists and its table, written last, is that of the curve. */
    private void repairCurve(LearningCurve curve) throws IOException {
        if (curve.lastIteration() > 0 && !(storages.of(names.curvePicture()).exists(names.curvePicture())
                && Arrays.equals(table(curve), read(names.curveTable())))) {
            writeCurvePicture(curve);
            writeCurveTable(curve);
        }
    }

    /** Returns the contents of a file of moderate size; empty if it does not exist. */
    private byte[] read(String path) throws IOException {
        Storage storage = storages.of(path);
        if (!storage.exists(path) || storage.isFolder(path)) {
            return new byte[0];
        }
        try (ByteSource source = storage.open(path)) {
            return source.read(0, Math.toIntExact(source.length()), ByteOrder.BIG_ENDIAN).array();
        }
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
        written.add(names.current());
        saved = true;
        LearningCurve curve = state.curve();
        if (curve.lastIteration() > 0) {
            writeCurvePicture(curve);
            writeCurveTable(curve);
        }
    }

    /** Returns the paths that the last save wrote. */
    List<String> written() {
        return List.copyOf(written);
    }

    /** Returns the path of the last saved network. */
    String lastCheckpoint() {
        return saved ? names.current() : initial;
    }

    private void writeCurveTable(LearningCurve curve) throws IOException {
        String path = names.curveTable();
        try (PendingFile file = PendingFile.create(storages.of(path), path)) {
            file.stream().write(table(curve));
            file.commit();
        }
        written.add(path);
    }

    private static byte[] table(LearningCurve curve) {
        return (String.join("\n", LearningCurveCsv.lines(curve)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Draws the curve; on a machine without fonts drawing fails, which must not stop the training. */
    private void writeCurvePicture(LearningCurve curve) throws IOException {
        if (!drawable) {
            return;
        }
        String path = names.curvePicture();
        try (PendingFile file = PendingFile.create(storages.of(path), path)) {
            LearningCurveChart.write(curve, title(), file.stream());
            file.commit();
            written.add(path);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException | LinkageError | InternalError e) {
            // A signal interrupts the drawing, too, which says nothing about the machine.
            Stopping.throwIfStopping();
            drawable = false;
            console.printMessage("warning: " + path + " cannot be drawn on this machine (" + e + "); "
                    + "the curve is in " + names.curveTable());
        }
    }

    /** Returns the last name of the prefix; for a prefix that is a folder, that of the folder. */
    private String title() {
        String[] names = prefix.split("/+");
        return names.length == 0 ? prefix : names[names.length - 1];
    }
}
