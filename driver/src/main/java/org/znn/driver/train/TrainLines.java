package org.znn.driver.train;

import java.util.Locale;
import org.znn.common.geometry.Vec3;
import org.znn.driver.train.IntervalErrors.Averages;

/** What training tells, in ZNN's words (ZNN-SEMANTICS 5 and 8.2). */
final class TrainLines {

    private TrainLines() {
    }

    /** Where a patch was cut, in two lines. */
    static String requested(PatchReport patch) {
        Vec3 at = patch.centre();
        return text("sample%d%nsubvolume: [%d,%d,%d] requested", patch.sample(), at.z(), at.y(), at.x());
    }

    /**
     * After an interval.
     *
     * @param malis   whether gradients are weighted by MALIS
     * @param seconds a step
     */
    static String update(long step, Averages errors, boolean malis, double seconds, double eta) {
        return text("update %d,    ", step) + errors(errors)
                + (Double.isNaN(errors.randError()) ? "" : text(", rand error: %.3f", errors.randError()))
                + (malis ? malis(errors) : "")
                + text(", elapsed: %.1f s/iter, learning rate: %.5f", seconds, eta);
    }

    /** After a test. */
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
