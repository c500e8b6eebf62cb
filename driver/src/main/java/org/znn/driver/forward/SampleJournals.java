package org.znn.driver.forward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.ResumeMemoryCheck;
import org.znn.driver.plan.SamplePlan;
import org.znn.driver.spark.ClusterShape;

/** Locates the block journals of the samples and resumes earlier runs. */
public final class SampleJournals {

    private SampleJournals() {
    }

    /** Returns the journal of a sample: next to its first output, or in the configured parts folder. */
    static BlockJournal of(SamplePlan sample, ClusterSettings settings, Storages storages) throws IOException {
        String output = sample.outputs().get(0).basePath();
        String name = output.substring(output.lastIndexOf('/') + 1) + ".parts";
        Optional<String> folder = settings.parts().folder();
        String path = folder.isPresent() ? folder.get() + "/" + name : output + ".parts";
        return new BlockJournal(storages.of(path), path);
    }

    /**
     * Returns the plan of a job in which every sample that an earlier run began has the passes and blocks of that run.
     *
     * @param diagnostics receives an error if a parts folder belongs to another job, or if executors have too little
     *                    memory for the remaining blocks
     */
    public static ForwardPlan resume(ForwardPlan plan, ClusterSettings settings, ClusterShape cluster,
            Storages storages, Diagnostics diagnostics) throws IOException {
        ResumeMemoryCheck memory = new ResumeMemoryCheck(cluster, settings.memory(), diagnostics);
        List<SamplePlan> samples = new ArrayList<>();
        for (SamplePlan sample : plan.samples()) {
            BlockJournal journal = of(sample, settings, storages);
            SamplePlan resumed =
                    journal.resume(plan, sample, JobIdentity.of(plan, sample, settings, storages), diagnostics);
            long blocks = resumed.blocks().cells();
            if (!resumed.equals(sample) && journal.completedBlocks(blocks).cardinality() < blocks) {
                memory.check(journal.folder(), plan, resumed);
            }
            samples.add(resumed);
        }
        return plan.withSamples(samples);
    }
}
