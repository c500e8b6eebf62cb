package org.znn.driver.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.volume.storage.lease.OutputHeldException;
import org.znn.common.volume.storage.lease.OutputLeases;
import org.znn.driver.plan.OutputClaim;
import org.znn.driver.report.FailureMessages;

/**
 * Acquires the leases of outputs.
 *
 * @param key         key of the job file that names the outputs
 * @param prepare     makes the program ready to release the leases when a signal ends it
 * @param diagnostics receives an error if another job holds an output, or if a lease cannot be written
 */
record LeaseClaim(OutputLeases leases, String key, Runnable prepare, Diagnostics diagnostics) implements OutputClaim {

    @Override
    public boolean claim(List<String> outputs) {
        prepare.run();
        try {
            leases.acquire(outputs);
            return true;
        } catch (OutputHeldException e) {
            diagnostics.error(e.output(), e.getMessage(), "wait until it ends or stop it, or choose another " + key);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new UncheckedIOException(e);
            }
            diagnostics.error(outputs.get(0), "cannot be written: " + FailureMessages.describe(e),
                    "choose another " + key);
        }
        return false;
    }
}
