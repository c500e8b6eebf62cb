package org.znn.driver.plan;

import org.znn.common.geometry.Vec3;

/** What a pass of the network costs, by the size of its output. */
public interface PassCost {

    /** Bytes the network holds for passes of this size; {@link Long#MAX_VALUE} where no array is large enough. */
    long bytes(Vec3 pass);

    /** Floating-point operations of one pass. */
    double operations(Vec3 pass);
}
