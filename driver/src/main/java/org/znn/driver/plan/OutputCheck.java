package org.znn.driver.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.volume.Precision;
import org.znn.common.volume.codec.Zlib;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;

/**
 * Checks before anything is computed that the results and their parts can be written to the places that the job and the
 * settings name. Missing folders are created later, when the first file is written. Of remote file systems only the
 * scheme and the folder's availability are checked.
 */
final class OutputCheck {

    private static final String REMEDY = "choose another output_prefix, such as FOLDER/NAME";
    private static final String PARTS = "--conf spark.znn.parts.folder";
    private static final String PARTS_REMEDY = "choose another folder for znn.parts.folder";

    private final String location;
    private final Precision precision;
    private final ClusterSettings settings;
    private final Storages storages;
    private final Diagnostics diagnostics;

    /**
     * Creates a check for one job.
     *
     * @param location {@code file:line} of the job's output_prefix
     */
    OutputCheck(String location, Precision precision, ClusterSettings settings, Storages storages,
            Diagnostics diagnostics) {
        this.location = location;
        this.precision = precision;
        this.settings = settings;
        this.storages = storages;
        this.diagnostics = diagnostics;
    }

    /**
     * Reports an error if files with the prefix cannot be created, would replace an input, or a disk is certainly too
     * small, and a warning if it may become full.
     *
     * @param samples samples that can be planned, in the order of their computation
     * @param weights path of the file with the weights, if it is known
     */
    void check(String prefix, List<SamplePlan> samples, Optional<String> weights) {
        InputFiles.of(samples.stream().flatMap(sample -> sample.inputs().stream())
                .flatMap(input -> input.parts().stream()).toList(), weights.stream().toList())
                .refuseAmong(samples.stream().flatMap(sample -> written(sample).stream()).toList(), location, REMEDY,
                        diagnostics);
        Optional<Path> outputs = folder(location, prefix, REMEDY);
        Optional<String> setting = settings.parts().folder();
        Optional<Path> parts = setting.isPresent() ? folder(PARTS, setting.get() + "/x", PARTS_REMEDY) : outputs;
        outputs.ifPresent(folder -> {
            List<String> files = new ArrayList<>(samples.isEmpty() ? List.of(prefix + "_sample1_output.h5")
                    : samples.stream().flatMap(sample -> files(sample).stream()).toList());
            FileNames.check(location, folder, files, REMEDY, diagnostics);
            files.stream().filter(file -> Files.isDirectory(Path.of(file))).forEach(file ->
                    refuse(location, file + " cannot be written: a folder has this name", REMEDY));
        });
        parts.ifPresent(folder -> checkParts(folder, setting, samples));
        checkSpace(outputs, parts, samples);
    }

    /** Returns the paths of the results of a sample. */
    private static List<String> written(SamplePlan sample) {
        List<String> files = new ArrayList<>(List.of(sample.basePath() + ".png"));
        for (OutputPlan output : sample.outputs()) {
            files.add(output.hdf5());
            for (int channel = 0; channel < output.channels(); channel++) {
                files.add(output.tiff(channel));
            }
        }
        return files;
    }

    /** Returns the paths of the results of a sample and of its lease. */
    private static List<String> files(SamplePlan sample) {
        List<String> files = written(sample);
        files.add(FileNames.lease(sample.basePath()));
        return files;
    }

    private void checkParts(Path folder, Optional<String> setting, List<SamplePlan> samples) {
        String partsLocation = setting.isPresent() ? PARTS : location;
        List<String> names = samples.stream().map(sample -> sample.partsFolder(settings.parts())).toList();
        FileNames.check(partsLocation, folder, names.stream().map(name -> name + "/block-999999999.part").toList(),
                setting.isPresent() ? PARTS_REMEDY : REMEDY, diagnostics);
        for (String name : names) {
            Path path = Path.of(name);
            if (Files.isRegularFile(path)) {
                refuse(partsLocation, "the folder " + name + " cannot be written: a file has this name", REMEDY);
            } else if (Files.isDirectory(path) && !Files.isWritable(path)) {
                refuse(partsLocation, "the folder " + name + " of the parts is read-only", "make it writable");
            }
        }
    }

    /** Returns the existing local folder below which files will be created; empty if it is remote or refused. */
    private Optional<Path> folder(String where, String prefix, String remedy) {
        if (!Storages.isRemote(prefix)) {
            return OutputFolder.nearestWritable(where, prefix, remedy, diagnostics);
        }
        try {
            storages.of(prefix).exists(prefix + ".h5");
        } catch (IOException e) {
            refuse(where, prefix + " cannot be written: " + e.getMessage(), remedy);
        }
        return Optional.empty();
    }

    private void refuse(String where, String message, String remedy) {
        diagnostics.error(where, message, remedy);
    }

    /**
     * Adds up the disk space of the worst moment: all volumes so far, and the parts of one sample or, if they are kept,
     * of all. What exists already is not needed again in any case.
     */
    private void checkSpace(Optional<Path> outputs, Optional<Path> parts, List<SamplePlan> samples) {
        double ratio = settings.output().compression() == 0 ? 1 : Zlib.MAX_RATIO;
        boolean keep = settings.parts().keep();
        double certain = 0;
        double possible = 0;
        double certainParts = 0;
        double possibleParts = 0;
        for (SamplePlan sample : samples) {
            double bytes = sample.outputBytes(precision.bytes());
            double stacks = settings.output().tiff() ? bytes / precision.bytes() * Float.BYTES : 0;
            boolean exists = Files.exists(Path.of(sample.outputs().get(0).hdf5()));
            boolean begun = exists || Files.exists(Path.of(sample.partsFolder(settings.parts())));
            certain += exists ? 0 : bytes / ratio + stacks;
            possible += bytes + stacks;
            double smallest = begun ? 0 : bytes / ratio;
            certainParts = keep ? certainParts + smallest : Math.max(certainParts, smallest);
            possibleParts = keep ? possibleParts + bytes : Math.max(possibleParts, bytes);
        }
        DiskSpace space = new DiskSpace();
        if (outputs.isPresent()) {
            space.add(outputs.get(), certain, possible);
        }
        if (parts.isPresent()) {
            space.add(parts.get(), certainParts, possibleParts);
        }
        space.report(location, "results and their parts", "free some space, choose another output_prefix"
                + (settings.output().tiff() ? ", or set znn.output.tiff to no" : ""), "compression makes them smaller;"
                + " if the disk becomes full, the next run continues from the finished blocks", diagnostics);
    }
}
