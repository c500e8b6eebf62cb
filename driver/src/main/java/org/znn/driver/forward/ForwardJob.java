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
import org.znn.driver.choice.ChoiceLines;
import org.znn.driver.choice.MeasureTask;
import org.znn.driver.choice.Measuring;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.console.Console;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.InputPlan;
import org.znn.driver.plan.OutputPlan;
import org.znn.driver.plan.SamplePlan;
import org.znn.driver.report.Progress;
import org.znn.driver.spark.ExecutorCores;
import org.znn.worker.choice.MethodTime;
import org.znn.worker.choice.Question;

/** Runs a planned forward pass: sample by sample, statistics, blocks, then one file an output. */
public final class ForwardJob {

    private final ForwardPlan plan;
    private final ClusterSettings settings;
    private final Storages storages;
    private final Console console;
    private final Measuring measuring;
    private final Map<Vec3, Optional<List<MethodTime>>> measured = new HashMap<>();

    /**
     * For one run.
     *
     * @param measuring asked where it is not known how convolutions are fastest
     */
    public ForwardJob(ForwardPlan plan, ClusterSettings settings, Storages storages, Console console,
            Measuring measuring) {
        this.plan = plan;
        this.settings = settings;
        this.storages = storages;
        this.console = console;
        this.measuring = measuring;
    }

    /**
     * Computes all samples.
     *
     * @param cores of the executors, to be told to their tasks
     */
    public void run(JavaSparkContext spark, ExecutorCores cores) throws IOException {
        for (SamplePlan sample : plan.samples()) {
            run(spark, cores, decided(spark, cores, sample));
        }
    }

    /** The sample with its convolutions chosen for good; passes of one size are measured once. */
    private SamplePlan decided(JavaSparkContext spark, ExecutorCores cores, SamplePlan sample) {
        List<Question> questions = sample.choice().questions();
        if (questions.isEmpty()) {
            return sample;
        }
        Optional<List<MethodTime>> times = measured.computeIfAbsent(sample.pass(), pass -> {
            console.progress("sample" + sample.sample() + ": choosing how its convolutions are fastest");
            return measuring.measure(spark, new MeasureTask(plan.precision(), false, plan.threads(),
                    cores.byExecutor(), questions, sample.choice().memory(),
                    MeasureTask.seconds(sample.totalOperations(), plan.chooser().threads())));
        });
        SamplePlan decided = times.map(t -> sample.with(sample.choice().measured(t))).orElse(sample);
        ChoiceLines.of(decided.choice().decision()).forEach(console::tell);
        return decided;
    }

    private void run(JavaSparkContext spark, ExecutorCores cores, SamplePlan sample) throws IOException {
        long start = System.nanoTime();
        Ledger ledger = SampleLedgers.of(sample, settings, storages);
        Map<String, String> identity = JobIdentity.of(plan, sample, settings, storages);
        String fingerprint = JobIdentity.fingerprint(identity, sample);
        ledger.begin(sample, identity);
        long blocks = sample.blocks().cells();
        BitSet finished = ledger.finished(blocks);
        SampleReport report = new SampleReport(sample, blocks - finished.cardinality(), start);
        long before = LongStream.range(0, blocks).filter(b -> finished.get((int) b))
                .map(b -> sample.blocks().box(b).voxels()).sum();
        if (finished.cardinality() > 0) {
            console.tell("sample" + sample.sample() + ": " + finished.cardinality() + " of " + blocks
                    + " blocks are there from an earlier run");
        }
        if (finished.cardinality() < blocks) {
            SampleTask task = task(spark, cores, sample, ledger, fingerprint);
            report.statisticsDone(System.nanoTime());
            Progress progress = new Progress(blocks, sample.extent().product(), finished.cardinality(), before,
                    System.nanoTime());
            SampleRun.run(spark, task, LongStream.range(0, blocks).filter(b -> !finished.get((int) b)), block -> {
                progress.done(block.voxels());
                report.add(block, System.nanoTime());
                console.progress("sample" + sample.sample() + ": " + progress.line(System.nanoTime()));
            });
        }
        report.blocksDone(System.nanoTime());
        List<String> written = stitch(sample, ledger, fingerprint);
        report.stitched(System.nanoTime());
        if (!settings.parts().keep()) {
            ledger.clear();
        }
        report.lines(written).forEach(console::line);
    }

    private SampleTask task(JavaSparkContext spark, ExecutorCores cores, SamplePlan sample, Ledger ledger,
            String fingerprint) {
        List<SampleTask.Input> inputs = new ArrayList<>();
        for (InputPlan input : sample.inputs()) {
            if (input.needsStatistics()) {
                console.progress("sample" + sample.sample() + ": reading the image of '" + input.node()
                        + "' for its statistics");
            }
            // Executors have working folders of their own.
            List<VolumePart> parts = input.parts().stream().map(p -> p.at(UserPath.absolute(p.path()))).toList();
            inputs.add(new SampleTask.Input(input.node(), parts, input.padding(),
                    StatisticsJob.run(spark, input, parts, storages), input.sizes()));
        }
        return new SampleTask(plan.network(), plan.weights(), plan.precision(), plan.softmax(), plan.threads(),
                cores.byExecutor(), sample.choice().choice(), sample.pass(), sample.blocks(), sample.chunk(), inputs,
                sample.outputs().stream().map(o -> new SampleTask.Output(o.node(), o.channels())).toList(),
                settings.output().compression(), UserPath.absolute(ledger.folder()), fingerprint, storages);
    }

    private List<String> stitch(SamplePlan sample, Ledger ledger, String fingerprint) throws IOException {
        List<String> written = new ArrayList<>();
        for (int output = 0; output < sample.outputs().size(); output++) {
            OutputPlan target = sample.outputs().get(output);
            String path = target.hdf5();
            console.progress("sample" + sample.sample() + ": writing " + path);
            new Stitcher(storages.of(path), plan, sample, ledger.parts(), fingerprint,
                    settings.output().compression()).stitch(output);
            written.add(path);
            if (settings.output().tiff()) {
                try (VolumeReader volume = VolumeReaders.open(path, storages)) {
                    written.addAll(new TiffExport(storages.of(path), target).run(volume));
                }
            }
        }
        written.add(PreviewPicture.write(sample, storages));
        return written;
    }
}
