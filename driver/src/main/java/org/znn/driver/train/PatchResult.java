package org.znn.driver.train;

import java.util.Map;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Volume;
import org.znn.worker.cost.PatchErrors;

/**
 * Result of a patch, sent from its task to the driver.
 *
 * @param patch        number of the patch within the step, from 0
 * @param sample       number of the sample that the patch was drawn from
 * @param centre       centre voxel of the patch in its sample (z, y, x)
 * @param executorId   id of the executor that computed the patch
 * @param gradient     packed gradient of all weights; empty for a test patch or if values are not finite
 * @param errors       errors of the patch
 * @param learnable    whether the patch has a gradient to learn from
 * @param nonFinite    values of the patch that are NaN or infinite, in words; empty if all are finite
 * @param computeNanos nanoseconds spent on drawing and computing, without the wait for the network
 * @param debugVolumes volumes of the patch by ZNN's name of their kind, then by node; empty unless requested
 */
public record PatchResult(int patch, int sample, Vec3 centre, String executorId, byte[] gradient, PatchErrors errors,
        boolean learnable, Optional<String> nonFinite, long computeNanos,
        Map<String, Map<String, Volume>> debugVolumes) {
}
