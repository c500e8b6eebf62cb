package org.znn.driver.train;

import java.util.Locale;
import org.znn.common.geometry.Vec3;
import org.znn.driver.train.IntervalErrors.Averages;

/** Formats the log lines of a training run as ZNN does (ZNN-SEMANTICS 5 and 8.2), the seconds with three decimals. */
final class TrainLogFormat {

    private TrainLogFormat() {
    }

    /** Returns the two lines that name the sample and the centre voxel of a patch. */
    static String patchRequest(PatchResult patch) {
        Vec3 centre = patch.centre();
        return text("sample%d%nsubvolume: [%d,%d,%d] requested", patch.sample(), centre.z(), centre.y(),
                centre.x());
    }

    /**
     * Returns the line after a reporting interval.
     *
     * @param malis   whether gradients are weighted by MALIS
     * @param seconds mean seconds per step
     */
    static String update(long step, Averages errors, boolean malis, double seconds, double eta) {
        return text("update %d,    ", step) + errors(errors)
                + (Double.isNaN(errors.randError()) ? "" : text(", rand error: %.3f", errors.randError()))
                + (malis ? malis(errors) : "")
                + text(", elapsed: %.3f s/iter, learning rate: %.5f", seconds, eta);
    }

    /** Returns the line after a test. */
    static String test(long step, Averages errors, boolean malis) {
        return text("test iter: %d,     ", step) + errors(errors)
                + (malis ? text(", rand error: %.3f", errors.randError()) + malis(errors) : "");
    }

    private static String errors(Averages errors) {
        return text("cost: %.3f, pixel error: %.3f", errors.cost(), errors.pixelError());
    }

    private static String malis(Averages errors) {
        return text(", me: %.3f, mc: %.3f", errors.malisCost(), errors.malisError());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
