package org.znn.driver.forward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.znn.common.text.UserPath;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.console.Console;
import org.znn.driver.forward.part.UnusableParts;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.InputPlan;
import org.znn.driver.plan.OutputPlan;
import org.znn.driver.plan.SamplePlan;
import org.znn.driver.report.BlockProgress;
import org.znn.driver.report.JobFailedException;
import org.znn.driver.spark.ExecutorCores;

/**
 * Computes one sample: the statistics of its images, the missing blocks, then one file per output. Blocks whose parts
 * turn out to be missing or damaged are computed again.
 */
final class SampleJob {

    /** Maximum number of times that blocks are computed for a sample. */
    private static final int MAX_ROUNDS = 3;

    private final ForwardPlan plan;
    private final SampleLedger ledger;
    private final SamplePlan sample;
    private final ClusterSettings settings;
    private final Storages storages;
    private final Console console;
    private final Consumer<String> progress;
    private final String name;
    private final long blocks;
    private final OutputMark mark;
    private final BlockJournal journal;
    private Optional<SampleBroadcast> broadcast = Optional.empty();

    /**
     * Creates the job of a sample whose algorithms are selected.
     *
     * @param progress receives a description of the finished work, such as {@code 3 of 10 blocks of sample1 are done}
     */
    SampleJob(ForwardPlan plan, SampleLedger ledger, ClusterSettings settings, Storages storages, Console console,
            Consumer<String> progress) throws IOException {
        this.plan = plan;
        this.ledger = ledger;
        this.settings = settings;
        this.storages = storages;
        this.console = console;
        this.progress = progress;
        sample = ledger.sample();
        name = "sample" + sample.number();
        blocks = sample.blocks().cells();
        mark = ledger.mark();
        journal = SampleJournals.of(sample, settings, storages);
    }

    void run(JavaSparkContext spark, ExecutorCores cores) throws IOException {
        long start = System.nanoTime();
        storages.requireHeld(OutputFiles.picture(sample));
        journal.open(sample, ledger.identity(), mark.blocks());
        BitSet completed = journal.completedBlocks(blocks);
        if (completed.cardinality() > 0) {
            console.printMessage(name + ": reusing " + completed.cardinality() + " of " + blocks
                    + " blocks from an earlier run");
        }
        SampleReport report = new SampleReport(sample, blocks - completed.cardinality(), start);
        compute(spark, cores, completed, report);
        ChangedImage.refuse(sample.inputs().stream().flatMap(input -> input.parts().stream()).toList(),
                journal.folder(), storages);
        List<String> written = new ArrayList<>();
        for (int output = 0; output < sample.outputs().size(); output++) {
            written.addAll(write(spark, cores, output, report));
        }
        written.add(new SampleExports(ledger, settings, storages, console).writePicture());
        report.stitchingDone(System.nanoTime());
        if (!settings.parts().keep()) {
            storages.requireHeld(OutputFiles.picture(sample));
            journal.delete().ifPresent(console::printMessage);
        }
        report.lines(written).forEach(console::printResult);
    }

    /** Computes the blocks that are not completed. */
    private void compute(JavaSparkContext spark, ExecutorCores cores, BitSet completed, SampleReport report)
            throws IOException {
        progress.accept(completed.cardinality() + " of " + blocks + " blocks of " + name + " are done");
        if (completed.cardinality() < blocks) {
            if (broadcast.isEmpty()) {
                broadcast = Optional.of(broadcast(spark, cores));
                report.statisticsDone(System.nanoTime());
            }
            long completedVoxels = completed.stream().mapToLong(b -> sample.blocks().box(b).voxels()).sum();
            BlockProgress blockProgress = new BlockProgress(blocks, sample.extent().product(), completed.cardinality(),
                    completedVoxels, System.nanoTime());
            LongStream missing = LongStream.range(0, blocks).filter(b -> !completed.get((int) b));
            BlockTasks.compute(spark, broadcast.get(), missing, block -> {
                blockProgress.blockFinished(block.voxels());
                progress.accept(blockProgress.done() + " of " + name + " are done");
                report.add(block, System.nanoTime());
                console.showProgress(name + ": " + blockProgress.text(System.nanoTime()));
            });
        }
        report.blocksDone(System.nanoTime());
    }

    private SampleBroadcast broadcast(JavaSparkContext spark, ExecutorCores cores) {
        List<SampleBroadcast.Input> inputs = new ArrayList<>();
        for (InputPlan input : sample.inputs()) {
            if (input.needsStatistics()) {
                console.showProgress(name + ": computing the image statistics of input '" + input.node() + "'");
            }
            // Executors do not share the driver's working directory.
            List<VolumePart> parts =
                    input.parts().stream().map(p -> p.withPath(UserPath.toAbsolute(p.path()))).toList();
            inputs.add(new SampleBroadcast.Input(input.node(), parts, input.padding(),
                    StatisticsJob.computeNormalization(spark, input, parts, UserPath.toAbsolute(journal.folder()),
                            storages), input.sizeRelation()));
        }
        return new SampleBroadcast(plan.network(), plan.weights(), plan.precision(), plan.softmax(), plan.threads(),
                cores.byExecutor(), sample.selection().selection(), sample.pass(), sample.blocks(), sample.chunk(),
                inputs, sample.outputs().stream().map(o -> new SampleBroadcast.Output(o.node(), o.channels())).toList(),
                settings.output().compression(), UserPath.toAbsolute(journal.folder()), mark.blocks(),
                storages.withoutLease());
    }

    /** Writes the files of an output unless they are written already; returns their paths. */
    private List<String> write(JavaSparkContext spark, ExecutorCores cores, int output, SampleReport report)
            throws IOException {
        OutputPlan target = sample.outputs().get(output);
        boolean isWritten = ledger.isWritten(target.hdf5());
        if (!isWritten) {
            stitch(spark, cores, output, report);
        }
        List<String> paths = new ArrayList<>();
        paths.add(target.hdf5());
        SampleExports exports = new SampleExports(ledger, settings, storages, console);
        paths.addAll(isWritten ? exports.writeMissing(target) : exports.writeStacks(target));
        return paths;
    }

    /** Assembles an output; blocks whose parts cannot be used are computed again. */
    private void stitch(JavaSparkContext spark, ExecutorCores cores, int output, SampleReport report)
            throws IOException {
        String path = sample.outputs().get(output).hdf5();
        Stitcher stitcher = new Stitcher(storages.of(path), plan, sample, journal.parts(), mark,
                settings.output().compression());
        for (int round = 1;; round++) {
            console.showProgress(name + ": writing " + path);
            UnusableParts unusable = stitcher.stitch(output);
            if (unusable.isEmpty()) {
                return;
            }
            int count = unusable.blocks().cardinality();
            String what = name + ": " + count + " of " + blocks + (blocks == 1 ? " part" : " parts")
                    + (count == 1 ? " was" : " were") + " missing or damaged (" + unusable.describe() + ")";
            if (round > MAX_ROUNDS) {
                throw new JobFailedException(what + " although the blocks have been computed " + MAX_ROUNDS
                        + " times; make sure that nothing else writes to " + journal.folder()
                        + " and that its disk is in order, then start the job again");
            }
            console.printMessage(what + "; computing " + (count == 1 ? "it" : "them") + " again");
            journal.discard(unusable.blocks());
            BitSet completed = new BitSet();
            completed.set(0, (int) blocks);
            completed.andNot(unusable.blocks());
            compute(spark, cores, completed, report);
        }
    }
}
