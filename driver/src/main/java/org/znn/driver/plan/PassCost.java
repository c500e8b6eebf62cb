package org.znn.driver.plan;

import java.util.Optional;
import org.znn.common.geometry.Vec3;

/** Cost of a pass of the network as a function of its output size. */
public interface PassCost {

    /** Cost of starting a pass in operations: about 0.2 ms of a few cores. */
    double START_OPERATIONS = 2e7;
    /** Cost of moving one byte through memory in operations. */
    double OPERATIONS_PER_BYTE = 2;

    /**
     * Returns the bytes that an executor needs for passes of a size; {@link Long#MAX_VALUE} if an array would exceed
     * Java's limit.
     */
    long bytes(Vec3 pass);

    /** Explains why an array for passes of a size would exceed Java's limit; empty if none would. */
    default Optional<String> arraySizeViolation(Vec3 pass) {
        return Optional.empty();
    }

    /** Returns the floating-point operations of one pass. */
    double operations(Vec3 pass);

    /** Tests cheaply whether passes of a size may fit; they certainly do not if the result is {@code false}. */
    default boolean mayFit(Vec3 pass, long memory) {
        return bytes(pass) <= memory;
    }

    /** Returns a cheap and usually tight lower bound of {@link #work}. */
    default double workLowerBound(Vec3 pass) {
        return work(pass);
    }

    /** Returns the cost of one pass in operations, including its start and its memory traffic. */
    default double work(Vec3 pass) {
        return operations(pass) + START_OPERATIONS + OPERATIONS_PER_BYTE * bytes(pass);
    }
}
