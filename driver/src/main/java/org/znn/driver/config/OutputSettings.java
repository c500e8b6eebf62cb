package org.znn.driver.config;

import java.util.Optional;
import org.znn.common.geometry.Vec3;

/**
 * Storage of output volumes.
 *
 * @param compression deflate level of the chunks, 0 (none) to 9
 * @param chunk       storage chunk in voxels (z, y, x); empty if the plan chooses it
 * @param tiff        whether each channel is also written as a float32 TIFF stack
 */
public record OutputSettings(int compression, Optional<Vec3> chunk, boolean tiff) {

    static OutputSettings from(SettingsReader settings) {
        return new OutputSettings(
                settings.integer("znn.output.compression", 0, 9),
                settings.sizeOrAuto("znn.output.chunk"),
                settings.yesOrNo("znn.output.tiff"));
    }
}
