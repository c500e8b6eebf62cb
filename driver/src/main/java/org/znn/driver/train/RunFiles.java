package org.znn.driver.train;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.znn.driver.report.CurvePicture;
import org.znn.driver.report.CurveTable;

/** What a run writes: networks to go on from, and its curve as a table and a picture. */
final class RunFiles {

    private final Checkpoints checkpoints;
    private final String prefix;
    private final Console console;
    private final List<String> written = new ArrayList<>();
    private boolean drawable = true;

    RunFiles(NetworkSpec network, TrainingConfig config, Console console) {
        checkpoints = new Checkpoints(network, config);
        prefix = config.netPrefix();
        this.console = console;
    }

    void begin(RunState state) throws IOException {
        written.clear();
        written.add(checkpoints.begin(state));
    }

    /**
     * Saves a step.
     *
     * @param next  learning rate of the next step
     * @param patch the last one, where it is kept
     */
    void save(RunState state, double next, Map<String, Map<String, Volume>> patch) throws IOException {
        written.clear();
        written.add(checkpoints.save(state, next, patch));
        written.add(prefix + "_current.h5");
        LearningCurve curve = state.curve();
        if (curve.lastIteration() > 0) {
            table(curve);
            picture(curve);
        }
    }

    /** What the last save has written. */
    List<String> written() {
        return List.copyOf(written);
    }

    /** From where one can go on, in words. */
    String lastGood() {
        String current = prefix + "_current.h5";
        return (Files.exists(Path.of(current)) ? current : prefix + "_init.h5") + " is as the last save left it";
    }

    private void table(LearningCurve curve) throws IOException {
        String path = prefix + "_curve.csv";
        try (PendingFile file = PendingFile.create(Storages.standard().of(path), path)) {
            Writer writer = new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8);
            for (String line : CurveTable.lines(curve)) {
                writer.write(line + "\n");
            }
            writer.flush();
            file.commit();
        }
        written.add(path);
    }

    /** A machine without fonts cannot draw; its training goes on. */
    private void picture(LearningCurve curve) throws IOException {
        if (!drawable) {
            return;
        }
        String path = prefix + "_curve.png";
        try (PendingFile file = PendingFile.create(Storages.standard().of(path), path)) {
            CurvePicture.write(curve, Path.of(prefix).getFileName().toString(), file.stream());
            file.commit();
            written.add(path);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException | LinkageError | InternalError e) {
            drawable = false;
            console.tell("warning: " + path + " cannot be drawn on this machine (" + e + "); "
                    + prefix + "_curve.csv has the curve");
        }
    }
}
