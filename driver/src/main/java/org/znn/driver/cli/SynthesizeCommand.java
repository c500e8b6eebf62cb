package org.znn.driver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;
import org.znn.common.synthetic.SyntheticFiles;
import org.znn.common.synthetic.TissueGeometry;
import org.znn.driver.console.Console;
import org.znn.driver.report.Durations;
import org.znn.driver.report.Quantities;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synthesize}: a made-up volume with labels, for examples, tests and measurements of any size. */
@Command(name = "synthesize", description = {"Write a synthetic EM volume with labels: image.h5, label.h5, data.spec.",
    "", "The volume depends on the seed and the geometry alone. A few sections are in memory at a time.", ""})
final class SynthesizeCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Folder for the files; made where it is missing.")
    private Path folder;

    @Option(names = "--size", required = true, paramLabel = "Z,Y,X", description = "Voxels of the volume.")
    private Vec3 size;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Another seed, another volume (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--voxel", paramLabel = "Z,Y,X", defaultValue = "40,4,4",
            description = "Edges of a voxel in nanometres (default: ${DEFAULT-VALUE}, serial sections).")
    private Vec3 voxel;

    @Option(names = "--cell", paramLabel = "NM", defaultValue = "" + TissueGeometry.USUAL_CELL,
            description = "Distance between the seeds of cells in nanometres (default: ${DEFAULT-VALUE}).")
    private int cell;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0",
            description = "Threads that compute; 0 for all cores (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--overwrite", description = "Replace files of an earlier run.")
    private boolean overwrite;

    SynthesizeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        TissueGeometry geometry = geometry();
        long start = System.nanoTime();
        double all = size.product();
        SyntheticFiles.write(folder, seed, geometry,
                threads > 0 ? threads : Runtime.getRuntime().availableProcessors(), done -> {
                    double rate = done / seconds(start);
                    console.progress(String.format("%d of %d %%, %s voxels/s, %s left", Math.round(100 * done / all),
                            100, Quantities.count(rate), Durations.of((all - done) / rate)));
                });
        tell(SyntheticFiles.IMAGE, "image, uint8");
        tell(SyntheticFiles.LABEL, "segment ids, uint32, 0 on membranes");
        console.line(folder.resolve(SyntheticFiles.SPEC) + "  for a job: fdata_spec = "
                + folder.resolve(SyntheticFiles.SPEC));
        console.line(size + " voxels of " + voxel + " nm, seed " + seed + ", in " + Durations.of(seconds(start)) + ": "
                + Quantities.count(all / seconds(start)) + " voxels/s");
        return Program.DONE;
    }

    private TissueGeometry geometry() {
        Problems problems = new Problems();
        TissueGeometry geometry = null;
        try {
            geometry = new TissueGeometry(size, voxel, cell);
        } catch (IllegalArgumentException e) {
            problems.error("", e.getMessage(), "");
        }
        if ((long) size.y() * size.x() > SyntheticFiles.MOST_SECTION) {
            problems.error("--size " + size, "a section has more than 2^29 - 2 voxels", "make it smaller");
        } else if (geometry != null && SyntheticFiles.memory(geometry) > Runtime.getRuntime().maxMemory()) {
            problems.error("--size " + size, "sections of " + size.y() + " x " + size.x() + " need about "
                    + Quantities.bytes(SyntheticFiles.memory(geometry)) + " of memory, this Java has "
                    + Quantities.bytes(Runtime.getRuntime().maxMemory()), "make them smaller");
        }
        if (threads < 0) {
            problems.error("--threads", threads + " threads", "0 is for all cores");
        }
        for (String name : new String[] {SyntheticFiles.IMAGE, SyntheticFiles.LABEL, SyntheticFiles.SPEC}) {
            if (!overwrite && Files.exists(folder.resolve(name))) {
                problems.error(folder.resolve(name).toString(), "is there already",
                        "choose another folder, or say --overwrite");
            }
        }
        problems.throwIfAny();
        return geometry;
    }

    private void tell(String name, String what) throws IOException {
        Path file = folder.resolve(name);
        console.line(file + "  " + what + ", " + Quantities.bytes(Files.size(file)));
    }

    private static double seconds(long start) {
        return Math.max(1e-9, (System.nanoTime() - start) * 1e-9);
    }
}
