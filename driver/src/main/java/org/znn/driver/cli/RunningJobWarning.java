package org.znn.driver.cli;

import java.io.IOException;
import java.util.List;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.volume.storage.Storages;
import org.znn.common.volume.storage.lease.RunningJob;
import org.znn.driver.plan.OutputClaim;

/**
 * Warns of jobs that write outputs, without acquiring the outputs.
 *
 * @param diagnostics receives a warning for each job
 */
record RunningJobWarning(Storages storages, Diagnostics diagnostics) implements OutputClaim {

    @Override
    public boolean claim(List<String> outputs) {
        try {
            RunningJob.holders(storages, outputs).forEach((job, held) -> diagnostics.warn(held.get(0) + (held.size() > 1
                    ? " and " + (held.size() - 1) + " more" : ""), job, ""));
        } catch (IOException e) {
            diagnostics.warn(outputs.get(0), "cannot be searched for a job that writes it: " + e.getMessage(), "");
        }
        return true;
    }
}
