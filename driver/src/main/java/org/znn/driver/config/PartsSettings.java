package org.znn.driver.config;

import java.util.Optional;

/**
 * Storage of the parts, which hold finished blocks until they are stitched.
 *
 * @param folder path or Hadoop URI that all executors share; empty for the folder of the output
 * @param keep   whether the parts are kept after the output is complete
 */
public record PartsSettings(Optional<String> folder, boolean keep) {

    static PartsSettings from(SettingsReader settings) {
        return new PartsSettings(settings.text("znn.parts.folder"), settings.yesOrNo("znn.parts.keep"));
    }
}
