package org.znn.driver.train;

import java.util.Map;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Volume;
import org.znn.worker.cost.PatchErrors;

/**
 * What a task tells the driver of its patch.
 *
 * @param patch     its number within the step, from 0
 * @param sample    it was drawn from
 * @param centre    voxel of the sample where it was cut
 * @param executor  that computed it
 * @param gradient  packed row of all weights; empty of a test, and where there is trouble
 * @param errors    of the patch
 * @param learnable whether there was anything to learn
 * @param trouble   which numbers were not finite, in words; empty where all were
 * @param nanos     drawing and computing it, without waiting for its turn
 * @param kept      the patch itself, where it was asked for: by ZNN's name for what it is, then by node
 */
public record PatchReport(int patch, int sample, Vec3 centre, String executor, byte[] gradient, PatchErrors errors,
        boolean learnable, Optional<String> trouble, long nanos, Map<String, Map<String, Volume>> kept) {
}
