package org.znn.worker.choice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionCall;

/**
 * Sizes to try a convolution at: the real one, an eighth of it, and so on down to one that takes some tens of
 * milliseconds, or that is so small along an axis that tiles would no longer be what they are at the real size.
 */
final class GrowingSizes {

    /** So many operations at most, if it can be had. */
    private static final double OPERATIONS = 2e9;
    /** Outputs along an axis at least, for each residue of the dilation. */
    private static final int FEWEST_OUTPUTS = 6;
    private static final int HALVINGS = 3;

    private GrowingSizes() {
    }

    /** From the smallest to the real one. */
    static List<ConvolutionCall> of(ConvolutionCall call) {
        List<ConvolutionCall> sizes = new ArrayList<>(List.of(call));
        ConvolutionCall smaller = call;
        while (smaller.operations() > OPERATIONS && axis(smaller) >= 0) {
            for (int n = 0; n < HALVINGS && axis(smaller) >= 0; n++) {
                Vec3 output = smaller.output();
                int axis = axis(smaller);
                smaller = new ConvolutionCall(call.pass(), call.shape(),
                        output.with(axis, (output.get(axis) + 1) / 2), call.projection());
            }
            sizes.add(smaller);
        }
        Collections.reverse(sizes);
        return sizes;
    }

    /** The longest axis that can be halved; −1 where none can. */
    private static int axis(ConvolutionCall call) {
        int longest = -1;
        for (int axis = 0; axis < 3; axis++) {
            int length = call.output().get(axis);
            boolean enough = length >= 2 * FEWEST_OUTPUTS * call.shape().dilation().get(axis);
            if (enough && (longest < 0 || length > call.output().get(longest))) {
                longest = axis;
            }
        }
        return longest;
    }
}
