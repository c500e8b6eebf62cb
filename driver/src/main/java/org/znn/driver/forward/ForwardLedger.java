package org.znn.driver.forward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.console.Console;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.ResumeMemoryCheck;
import org.znn.driver.plan.SamplePlan;
import org.znn.driver.spark.ClusterShape;

/**
 * What earlier runs of a forward job have left: complete samples, which are not computed again, and blocks of others.
 * Outputs that the job has not written are never replaced unless the user allows it.
 */
public final class ForwardLedger {

    private static final int MAX_SAMPLES_REFUSED = 100;

    private final ForwardPlan plan;
    private final List<SampleLedger> samples;
    private final ClusterSettings settings;
    private final Storages storages;

    private ForwardLedger(ForwardPlan plan, List<SampleLedger> samples, ClusterSettings settings, Storages storages) {
        this.plan = plan;
        this.samples = samples;
        this.settings = settings;
        this.storages = storages;
    }

    /**
     * Reads what earlier runs have left. Changes nothing.
     *
     * @param overwrite   whether outputs that the job has not written may be replaced, and complete samples are
     *                    computed again
     * @param diagnostics receives an error for each sample whose outputs or blocks are not those of the job, or whose
     *                    remaining blocks need more memory than executors have
     */
    public static ForwardLedger read(ForwardPlan plan, boolean overwrite, ClusterSettings settings,
            ClusterShape cluster, Storages storages, Diagnostics diagnostics) throws IOException {
        ResumeMemoryCheck memory = new ResumeMemoryCheck(cluster, settings.memory(), diagnostics);
        ExistingOutputs existing = new ExistingOutputs(storages, settings.output().tiff());
        List<SampleLedger> samples = new ArrayList<>();
        int refused = 0;
        for (SamplePlan sample : plan.samples()) {
            Map<String, String> identity = JobIdentity.of(plan, sample, settings, storages);
            OutputMark mark = JobIdentity.mark(identity, sample);
            SampleOutputs outputs = existing.inspect(sample, mark);
            BlockJournal journal = SampleJournals.of(sample, settings, storages);
            boolean hasBlocks = existing.contains(journal.folder());
            boolean replaces = overwrite || hasBlocks && !outputs.foreign().isEmpty()
                    && journal.allowsReplacement(identity);
            refused += refuse(sample, outputs, replaces, refused < MAX_SAMPLES_REFUSED, diagnostics);
            boolean isComplete = !overwrite && outputs.own().containsAll(OutputFiles.volumes(sample));
            SamplePlan resumed = sample;
            if (hasBlocks && !storages.of(journal.folder()).isFolder(journal.folder())) {
                diagnostics.error(journal.folder(), "is where the blocks of this job are kept, but is not a folder",
                        "move it elsewhere, or choose another output_prefix");
            } else if (hasBlocks && !isComplete) {
                resumed = journal.resume(plan, sample, identity, overwrite, diagnostics);
                long blocks = resumed.blocks().cells();
                if (!resumed.equals(sample) && journal.completedBlocks(blocks).cardinality() < blocks) {
                    memory.check(journal.folder(), plan, resumed);
                }
            }
            Set<String> missing = new TreeSet<>(OutputFiles.all(sample, settings.output().tiff()));
            missing.removeAll(outputs.own());
            samples.add(new SampleLedger(resumed, identity, outputs, isComplete, overwrite, missing));
        }
        if (refused > MAX_SAMPLES_REFUSED) {
            diagnostics.error("", "the outputs of " + (refused - MAX_SAMPLES_REFUSED) + " more samples exist and are"
                    + " not of this job", "");
        }
        return new ForwardLedger(plan.withSamples(samples.stream().map(SampleLedger::sample).toList()), samples,
                settings, storages);
    }

    /** Reports the files of a sample that must not be replaced; returns 1 if there are any, else 0. */
    private static int refuse(SamplePlan sample, SampleOutputs outputs, boolean replaces, boolean report,
            Diagnostics diagnostics) {
        outputs.folders().forEach(path -> diagnostics.error(path, "is a folder, where sample" + sample.number()
                + " writes a file", "move the folder elsewhere, or choose another output_prefix"));
        if (outputs.foreign().isEmpty() || replaces) {
            return 0;
        }
        if (report) {
            outputs.foreign().forEach((reason, paths) -> diagnostics.error(String.join(", ", paths),
                    (paths.size() == 1 ? "exists already and was " : "exist already and were ") + reason,
                    "choose another output_prefix, or replace "
                    + (paths.size() == 1 ? "it" : "them") + " with --overwrite"));
        }
        return 1;
    }

    /** Returns the plan of the job, in which every sample with blocks of an earlier run has its passes and blocks. */
    public ForwardPlan plan() {
        return plan;
    }

    /** Returns the plan of the samples that are not complete. */
    public ForwardPlan remaining() {
        return plan.withSamples(incomplete().stream().map(SampleLedger::sample).toList());
    }

    /** Returns whether there is nothing to compute. */
    public boolean isComplete() {
        return samples.stream().allMatch(SampleLedger::isComplete);
    }

    /** Returns the samples to compute. */
    List<SampleLedger> incomplete() {
        return samples.stream().filter(s -> !s.isComplete()).toList();
    }

    /**
     * Takes possession of the outputs, before anything is written: removes what killed runs left, completes the samples
     * that need no computation, and records the permission to replace files.
     */
    public void open(Console console) throws IOException {
        removeLeftovers();
        for (SampleLedger sample : samples) {
            if (!sample.isComplete() && sample.replaces()
                    && !(sample.outputs().own().isEmpty() && sample.outputs().foreign().isEmpty())) {
                SampleJournals.of(sample.sample(), settings, storages).allowReplacement(sample.identity());
            }
        }
        new CompleteSamples(samples.stream().filter(SampleLedger::isComplete).toList(), settings, storages, console)
                .finish();
    }

    /** Removes temporary files of exactly the outputs of this job. */
    private void removeLeftovers() throws IOException {
        Map<String, Set<String>> names = new HashMap<>();
        for (SampleLedger sample : samples) {
            for (String path : OutputFiles.all(sample.sample(), true)) {
                names.computeIfAbsent(PendingFile.folderOf(path), f -> new HashSet<>()).add(PendingFile.nameOf(path));
            }
        }
        for (Map.Entry<String, Set<String>> folder : names.entrySet()) {
            PendingFile.removeLeftovers(storages.of(folder.getKey()), folder.getKey(), folder.getValue()::contains);
        }
    }
}
