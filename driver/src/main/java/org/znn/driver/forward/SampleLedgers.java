package org.znn.driver.forward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.znn.common.problem.Problems;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.MemoryCheck;
import org.znn.driver.plan.SamplePlan;
import org.znn.driver.spark.ClusterShape;

/** Where the parts of each sample are kept, and what earlier runs left there. */
public final class SampleLedgers {

    private SampleLedgers() {
    }

    /** The ledger of a sample: beside its first output, or in the folder of the settings. */
    static Ledger of(SamplePlan sample, ClusterSettings settings, Storages storages) throws IOException {
        String output = sample.outputs().get(0).path();
        String name = output.substring(output.lastIndexOf('/') + 1) + ".parts";
        Optional<String> folder = settings.parts().folder();
        String path = folder.isPresent() ? folder.get() + "/" + name : output + ".parts";
        return new Ledger(storages.of(path), path);
    }

    /**
     * The plan as it will really run: a sample that an earlier run began goes on as that one did.
     *
     * @param problems told where that cannot be: the folder belongs to another job, or executors have too little memory
     *                 for what is left to compute
     */
    public static ForwardPlan resume(ForwardPlan plan, ClusterSettings settings, ClusterShape cluster,
            Storages storages, Problems problems) throws IOException {
        MemoryCheck memory = new MemoryCheck(cluster, settings.memory(), problems);
        List<SamplePlan> samples = new ArrayList<>();
        for (SamplePlan sample : plan.samples()) {
            Ledger ledger = of(sample, settings, storages);
            SamplePlan resumed =
                    ledger.resume(plan, sample, JobIdentity.of(plan, sample, settings, storages), problems);
            long blocks = resumed.blocks().cells();
            if (!resumed.equals(sample) && ledger.finished(blocks).cardinality() < blocks) {
                memory.check(ledger.folder(), plan, resumed);
            }
            samples.add(resumed);
        }
        return plan.with(samples);
    }
}
