package org.znn.driver.config;

import java.util.Optional;

/**
 * Where finished blocks wait for their volume.
 *
 * @param folder a path or Hadoop URI that every executor sees; empty for beside the output
 * @param keep   whether the parts stay when the volume is complete
 */
public record PartsSettings(Optional<String> folder, boolean keep) {

    static PartsSettings from(SettingsReader settings) {
        return new PartsSettings(settings.text("znn.parts.folder"), settings.yesOrNo("znn.parts.keep"));
    }
}
