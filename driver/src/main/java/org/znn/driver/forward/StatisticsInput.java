package org.znn.driver.forward;

import java.util.List;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/**
 * What an executor needs to compute the statistics of an image. Broadcast once.
 *
 * @param parts    files of the channels
 * @param folder   folder of the blocks of the sample, for messages
 * @param storages file systems of the image
 */
public record StatisticsInput(List<VolumePart> parts, String folder, Storages storages) {
}
