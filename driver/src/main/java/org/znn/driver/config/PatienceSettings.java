package org.znn.driver.config;

import java.time.Duration;

/**
 * Time limits for a cluster that is not available.
 *
 * @param withoutExecutor how long a job waits while it has no executor, at least 1 s
 */
public record PatienceSettings(Duration withoutExecutor) {

    static PatienceSettings from(SettingsReader settings) {
        return new PatienceSettings(settings.duration("znn.cluster.patience"));
    }
}
