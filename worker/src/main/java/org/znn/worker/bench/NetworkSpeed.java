package org.znn.worker.bench;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.engine.StepInfo;

/**
 * How fast a network computes passes, or steps of training, of one size.
 *
 * @param outputSize   of a pass (z, y, x)
 * @param operations   floating-point operations of a pass's convolutions, done directly
 * @param firstSeconds of the very first pass, the compiler's work included
 * @param seconds      of a warm pass, the median
 * @param passes       timed
 * @param steps        in order
 */
public record NetworkSpeed(Vec3 outputSize, long operations, double firstSeconds, double seconds, int passes,
        List<Step> steps) {

    /**
     * A step of the pass.
     *
     * @param info    what it does
     * @param seconds the median
     */
    public record Step(StepInfo info, double seconds) {
    }

    public double voxelsPerSecond() {
        return outputSize.product() / seconds;
    }
}
