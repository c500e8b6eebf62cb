package org.znn.worker.autotune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionCall;

/**
 * Sizes at which a convolution is measured: the real size, an eighth of it, and so on, down to a size that takes some
 * tens of milliseconds, or that cannot be halved without changing the tiles of the algorithms.
 */
final class ProxySizes {

    /** Upper limit of the floating-point operations at the smallest size. */
    private static final double MAX_OPERATIONS = 2e9;
    /** Minimum number of outputs along an axis, for each residue of the dilation. */
    private static final int MIN_OUTPUTS = 6;
    private static final int HALVINGS_PER_SIZE = 3;

    private ProxySizes() {
    }

    /** All sizes of a call, from the smallest to the real one. */
    static List<ConvolutionCall> of(ConvolutionCall call) {
        List<ConvolutionCall> sizes = new ArrayList<>(List.of(call));
        ConvolutionCall smaller = call;
        while (smaller.operations() > MAX_OPERATIONS && axisToHalve(smaller) >= 0) {
            for (int n = 0; n < HALVINGS_PER_SIZE && axisToHalve(smaller) >= 0; n++) {
                Vec3 output = smaller.output();
                int axis = axisToHalve(smaller);
                smaller = new ConvolutionCall(call.pass(), call.shape(),
                        output.with(axis, IntMath.ceilDiv(output.get(axis), 2)), call.pointwiseMaps());
            }
            sizes.add(smaller);
        }
        Collections.reverse(sizes);
        return sizes;
    }

    /** The longest axis that can be halved; −1 if there is none. */
    private static int axisToHalve(ConvolutionCall call) {
        int longest = -1;
        for (int axis = 0; axis < 3; axis++) {
            int length = call.output().get(axis);
            boolean canBeHalved = length >= 2 * MIN_OUTPUTS * call.shape().dilation().get(axis);
            if (canBeHalved && (longest < 0 || length > call.output().get(longest))) {
                longest = axis;
            }
        }
        return longest;
    }
}
