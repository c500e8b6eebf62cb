package org.znn.driver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.common.synthetic.SyntheticFiles;
import org.znn.common.synthetic.TissueGeometry;
import org.znn.driver.console.Console;
import org.znn.driver.report.Durations;
import org.znn.driver.report.Quantities;
import org.znn.driver.stop.Stopping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code synthesize}: writes a synthetic volume with labels, for examples, tests and benchmarks. */
@Command(name = "synthesize", description = {"Write a synthetic EM volume with labels: image.h5, label.h5, data.spec.",
    "", "The volume depends only on the seed and the geometry. Only a few sections are in memory at a time.", ""})
final class SynthesizeCommand implements Callable<Integer> {

    private final Console console;
    private final Stopping stopping;

    @Parameters(paramLabel = "DIR", description = "Folder for the files; created if it does not exist.")
    private Path folder;

    @Option(names = "--size", required = true, paramLabel = "Z,Y,X", converter = Converters.Vec3Converter.class,
            description = "Size of the volume in voxels.")
    private Vec3 size;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Seed of the random numbers (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--voxel", paramLabel = "Z,Y,X", defaultValue = "40,4,4",
            converter = Converters.Vec3Converter.class,
            description = "Size of a voxel in nanometres (default: ${DEFAULT-VALUE}, as in serial sections).")
    private Vec3 voxel;

    @Option(names = "--cell", paramLabel = "NM", defaultValue = "" + TissueGeometry.DEFAULT_CELL,
            description = "Typical distance between cell seeds in nanometres (default: ${DEFAULT-VALUE}).")
    private int cell;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0",
            description = "Number of threads; 0 means all cores (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--overwrite", description = "Replace existing files.")
    private boolean overwrite;

    SynthesizeCommand(Console console, Stopping stopping) {
        this.console = console;
        this.stopping = stopping;
    }

    @Override
    public Integer call() throws Exception {
        TissueGeometry geometry = geometry();
        long start = System.nanoTime();
        stopping.runGuarded(() -> write(geometry, start));
        double voxels = size.product();
        printFile(SyntheticFiles.IMAGE, "image, uint8");
        printFile(SyntheticFiles.LABEL, "segment ids, uint32, 0 on membranes");
        console.printResult(folder.resolve(SyntheticFiles.SPEC) + "  to use in a job: fdata_spec = "
                + folder.resolve(SyntheticFiles.SPEC));
        console.printResult(size + " voxels of " + voxel + " nm, seed " + seed + ", in "
                + Durations.format(seconds(start)) + ": " + Quantities.formatCount(voxels / seconds(start))
                + " voxels/s");
        return Program.EXIT_OK;
    }

    private void write(TissueGeometry geometry, long start) throws IOException, InterruptedException {
        double voxels = size.product();
        SyntheticFiles.write(folder, seed, geometry,
                threads > 0 ? threads : Runtime.getRuntime().availableProcessors(), done -> {
                    double rate = done / seconds(start);
                    console.showProgress(String.format("%d of 100 %%, %s voxels/s, %s left",
                            Math.round(100 * done / voxels), Quantities.formatCount(rate),
                            Durations.format((voxels - done) / rate)));
                });
    }

    private TissueGeometry geometry() {
        Diagnostics diagnostics = new Diagnostics();
        TissueGeometry geometry = null;
        try {
            geometry = new TissueGeometry(size, voxel, cell);
        } catch (IllegalArgumentException e) {
            diagnostics.error("", e.getMessage(), "");
        }
        if ((long) size.y() * size.x() > SyntheticFiles.MAX_SECTION_VOXELS) {
            diagnostics.error("--size " + size, "a section has more than 2^29 - 2 voxels", "make it smaller");
        } else if (geometry != null && SyntheticFiles.memoryBytes(geometry) > Runtime.getRuntime().maxMemory()) {
            diagnostics.error("--size " + size, "sections of " + size.y() + " x " + size.x() + " need about "
                    + Quantities.formatBytes(SyntheticFiles.memoryBytes(geometry)) + ", but the heap has only "
                    + Quantities.formatBytes(Runtime.getRuntime().maxMemory()),
                    "make them smaller, or give more memory with --driver-memory before the command");
        }
        if (threads < 0) {
            diagnostics.error("--threads", "the number of threads is " + threads, "use 0 for all cores");
        }
        for (String name : new String[] {SyntheticFiles.IMAGE, SyntheticFiles.LABEL, SyntheticFiles.SPEC}) {
            if (!overwrite && Files.exists(folder.resolve(name))) {
                diagnostics.error(folder.resolve(name).toString(), "already exists",
                        "choose another folder, or use --overwrite");
            }
        }
        diagnostics.throwIfErrors();
        return geometry;
    }

    private void printFile(String name, String contents) throws IOException {
        Path file = folder.resolve(name);
        console.printResult(file + "  " + contents + ", " + Quantities.formatBytes(Files.size(file)));
    }

    private static double seconds(long start) {
        return Math.max(1e-9, (System.nanoTime() - start) * 1e-9);
    }
}
