package org.znn.driver.forward;

import java.io.IOException;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.plan.SamplePlan;

/** Locates the block journals of the samples. */
public final class SampleJournals {

    private SampleJournals() {
    }

    /** Returns the journal of a sample: next to its first output, or in the configured parts folder. */
    static BlockJournal of(SamplePlan sample, ClusterSettings settings, Storages storages) throws IOException {
        String path = sample.partsFolder(settings.parts());
        return new BlockJournal(storages.of(path), path);
    }
}
