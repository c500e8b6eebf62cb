package org.znn.driver.plan;

import java.util.Optional;
import org.znn.common.geometry.Vec3;

/** What a pass of the network costs, by the size of its output. */
public interface PassCost {

    /** Operations that could be done in the time it takes to start a pass: some 0.2 ms of a few cores. */
    double START = 2e7;
    /** Operations that could be done in the time it takes to move a byte. */
    double PER_BYTE = 2;

    /** Bytes an executor needs for passes of this size; {@link Long#MAX_VALUE} where no array is large enough. */
    long bytes(Vec3 pass);

    /** Why no array is large enough for passes of this size, in words; empty where one is. */
    default Optional<String> tooLarge(Vec3 pass) {
        return Optional.empty();
    }

    /** Floating-point operations of one pass. */
    double operations(Vec3 pass);

    /** Whether passes of this size may fit; quickly told, and right where it is no. */
    default boolean mayFit(Vec3 pass, long memory) {
        return bytes(pass) <= memory;
    }

    /** No more than {@link #work}, and mostly that, but quickly told. */
    default double leastWork(Vec3 pass) {
        return work(pass);
    }

    /** The time of one pass, in operations: its own, its start, and the way of its bytes through memory. */
    default double work(Vec3 pass) {
        return operations(pass) + START + PER_BYTE * bytes(pass);
    }
}
