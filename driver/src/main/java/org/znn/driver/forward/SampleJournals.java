package org.znn.driver.forward;

import java.io.IOException;
import org.znn.common.text.UserPath;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.plan.SamplePlan;

/** Locates the block journals of the samples. */
public final class SampleJournals {

    private static final String SUFFIX = ".parts";

    private SampleJournals() {
    }

    /** Returns the journal of a sample: next to its first output, or in the configured parts folder. */
    static BlockJournal of(SamplePlan sample, ClusterSettings settings, Storages storages) throws IOException {
        String output = sample.outputs().get(0).basePath();
        String path = output + SUFFIX;
        if (settings.parts().folder().isPresent()) {
            // Outputs of one name in different folders have parts of different names.
            path = settings.parts().folder().get() + "/" + PendingFile.nameOf(output) + "-"
                    + new Fingerprint().add(UserPath.toAbsolute(output)).toHex() + SUFFIX;
        }
        return new BlockJournal(storages.of(path), path);
    }
}
