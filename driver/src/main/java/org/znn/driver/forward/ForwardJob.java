package org.znn.driver.forward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.znn.common.geometry.Vec3;
import org.znn.common.text.UserPath;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.autotune.AutotuneTask;
import org.znn.driver.autotune.Autotuner;
import org.znn.driver.autotune.SelectionTable;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.console.Console;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.InputPlan;
import org.znn.driver.plan.OutputPlan;
import org.znn.driver.plan.SamplePlan;
import org.znn.driver.report.BlockProgress;
import org.znn.driver.spark.ExecutorCores;
import org.znn.worker.autotune.AlgorithmTime;
import org.znn.worker.autotune.TuningTask;

/** Runs a planned forward job: for each sample the image statistics, the blocks, then one file per output. */
public final class ForwardJob {

    private final ForwardPlan plan;
    private final ClusterSettings settings;
    private final Storages storages;
    private final Console console;
    private final Autotuner autotuner;
    private final Map<Vec3, Optional<List<AlgorithmTime>>> measured = new HashMap<>();

    /**
     * Creates a job.
     *
     * @param autotuner measures convolution algorithms if the plan leaves them open
     */
    public ForwardJob(ForwardPlan plan, ClusterSettings settings, Storages storages, Console console,
            Autotuner autotuner) {
        this.plan = plan;
        this.settings = settings;
        this.storages = storages;
        this.console = console;
        this.autotuner = autotuner;
    }

    /**
     * Computes all samples.
     *
     * @param cores cores of each executor, passed on to its tasks
     */
    public void run(JavaSparkContext spark, ExecutorCores cores) throws IOException {
        for (SamplePlan sample : plan.samples()) {
            run(spark, cores, selectAlgorithms(spark, cores, sample));
        }
    }

    /** Returns the sample with its convolution algorithms selected; passes of equal size are measured once. */
    private SamplePlan selectAlgorithms(JavaSparkContext spark, ExecutorCores cores, SamplePlan sample) {
        List<TuningTask> tuningTasks = sample.selection().tuningTasks();
        if (tuningTasks.isEmpty()) {
            return sample;
        }
        Optional<List<AlgorithmTime>> times = measured.computeIfAbsent(sample.pass(), pass -> {
            console.showProgress("sample" + sample.number() + ": measuring convolution algorithms");
            return autotuner.measure(spark, new AutotuneTask(plan.precision(), false, plan.threads(),
                    cores.byExecutor(), tuningTasks, sample.selection().memory(),
                    AutotuneTask.budgetSeconds(sample.totalOperations(), plan.selector().threads())));
        });
        SamplePlan selected =
                times.map(t -> sample.withMeasured(sample.selection().withMeasuredTimes(t))).orElse(sample);
        SelectionTable.lines(selected.selection().report()).forEach(console::printMessage);
        return selected;
    }

    private void run(JavaSparkContext spark, ExecutorCores cores, SamplePlan sample) throws IOException {
        long start = System.nanoTime();
        BlockJournal journal = SampleJournals.of(sample, settings, storages);
        Map<String, String> identity = JobIdentity.of(plan, sample, settings, storages);
        String fingerprint = JobIdentity.fingerprint(identity, sample);
        journal.open(sample, identity);
        long blocks = sample.blocks().cells();
        BitSet completed = journal.completedBlocks(blocks);
        SampleReport report = new SampleReport(sample, blocks - completed.cardinality(), start);
        long completedVoxels = LongStream.range(0, blocks).filter(b -> completed.get((int) b))
                .map(b -> sample.blocks().box(b).voxels()).sum();
        if (completed.cardinality() > 0) {
            console.printMessage("sample" + sample.number() + ": reusing " + completed.cardinality() + " of " + blocks
                    + " blocks from an earlier run");
        }
        if (completed.cardinality() < blocks) {
            SampleBroadcast broadcast = broadcast(spark, cores, sample, journal, fingerprint);
            report.statisticsDone(System.nanoTime());
            BlockProgress progress = new BlockProgress(blocks, sample.extent().product(), completed.cardinality(),
                    completedVoxels, System.nanoTime());
            LongStream missing = LongStream.range(0, blocks).filter(b -> !completed.get((int) b));
            BlockTasks.compute(spark, broadcast, missing, block -> {
                progress.blockFinished(block.voxels());
                report.add(block, System.nanoTime());
                console.showProgress("sample" + sample.number() + ": " + progress.text(System.nanoTime()));
            });
        }
        report.blocksDone(System.nanoTime());
        List<String> written = stitch(sample, journal, fingerprint);
        report.stitchingDone(System.nanoTime());
        if (!settings.parts().keep()) {
            journal.delete();
        }
        report.lines(written).forEach(console::printResult);
    }

    private SampleBroadcast broadcast(JavaSparkContext spark, ExecutorCores cores, SamplePlan sample,
            BlockJournal journal, String fingerprint) {
        List<SampleBroadcast.Input> inputs = new ArrayList<>();
        for (InputPlan input : sample.inputs()) {
            if (input.needsStatistics()) {
                console.showProgress("sample" + sample.number() + ": computing the image statistics of input '"
                        + input.node() + "'");
            }
            // Executors do not share the driver's working directory.
            List<VolumePart> parts =
                    input.parts().stream().map(p -> p.withPath(UserPath.toAbsolute(p.path()))).toList();
            inputs.add(new SampleBroadcast.Input(input.node(), parts, input.padding(),
                    StatisticsJob.computeNormalization(spark, input, parts, storages), input.sizeRelation()));
        }
        return new SampleBroadcast(plan.network(), plan.weights(), plan.precision(), plan.softmax(), plan.threads(),
                cores.byExecutor(), sample.selection().selection(), sample.pass(), sample.blocks(), sample.chunk(),
                inputs, sample.outputs().stream().map(o -> new SampleBroadcast.Output(o.node(), o.channels())).toList(),
                settings.output().compression(), UserPath.toAbsolute(journal.folder()), fingerprint, storages);
    }

    private List<String> stitch(SamplePlan sample, BlockJournal journal, String fingerprint) throws IOException {
        List<String> written = new ArrayList<>();
        for (int output = 0; output < sample.outputs().size(); output++) {
            OutputPlan target = sample.outputs().get(output);
            String path = target.hdf5();
            console.showProgress("sample" + sample.number() + ": writing " + path);
            new Stitcher(storages.of(path), plan, sample, journal.parts(), fingerprint,
                    settings.output().compression()).stitch(output);
            written.add(path);
            if (settings.output().tiff()) {
                try (VolumeReader volume = VolumeReaders.open(path, storages)) {
                    written.addAll(new TiffExport(storages.of(path), target).export(volume));
                }
            }
        }
        written.add(PreviewPicture.write(sample, storages));
        return written;
    }
}
