package org.znn.driver.config;

import java.util.Optional;
import org.znn.common.geometry.Vec3;

/**
 * How result volumes are stored.
 *
 * @param compression deflate level of a chunk, 0 (none) to 9
 * @param chunk       storage chunk (z, y, x) in voxels; empty where the plan chooses
 * @param tiff        whether each channel is written as a float32 TIFF stack too
 */
public record OutputSettings(int compression, Optional<Vec3> chunk, boolean tiff) {

    static OutputSettings from(SettingsReader settings) {
        return new OutputSettings(
                settings.wholeNumber("znn.output.compression", 0, 9),
                settings.sizeOrAuto("znn.output.chunk"),
                settings.yesOrNo("znn.output.tiff"));
    }
}
