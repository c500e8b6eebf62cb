package org.znn.driver.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.worker.autotune.AlgorithmSelector;
import org.znn.worker.autotune.SelectionProblem;
import org.znn.worker.autotune.SelectionReport;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.engine.PassTooLargeException;

/** Caches the algorithm selection problem of a network by pass size, and solves it for different memory limits. */
final class SelectionProblemCache {

    private final NetworkSpec network;
    private final AlgorithmSelector selector;
    private final Precision precision;
    private final Map<Vec3, Optional<SelectionProblem>> problems = new HashMap<>();

    SelectionProblemCache(NetworkSpec network, AlgorithmSelector selector, Precision precision) {
        this.network = network;
        this.selector = selector;
        this.precision = precision;
    }

    AlgorithmSelector selector() {
        return selector;
    }

    /** Returns the selection problem for passes of a size; empty if an array would exceed Java's limit. */
    Optional<SelectionProblem> problem(Vec3 pass) {
        return problems.computeIfAbsent(pass, p -> {
            try {
                return Optional.of(SelectionProblem.forForward(network, p, precision, selector.threads()));
            } catch (PassTooLargeException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * Explains why an array for passes of a size would exceed Java's limit, however much memory there is; empty if none
     * would.
     */
    Optional<String> arraySizeViolation(Vec3 pass) {
        try {
            SelectionReport selected = selector.select(
                    SelectionProblem.forForward(network, pass, precision, selector.threads()), Long.MAX_VALUE);
            NetworkPlan.of(network, pass, precision, selected.selection(), selector.threads());
            return Optional.empty();
        } catch (PassTooLargeException e) {
            return Optional.of(e.reason());
        }
    }

    /**
     * Selects algorithms for passes of a size by the cost model.
     *
     * @param memory bytes for the network; exceeded if no selection needs less
     */
    Optional<SelectionReport> select(Vec3 pass, long memory) {
        return problem(pass).map(problem -> selector.select(problem, memory));
    }

    /** Returns the bytes of the volumes that a pass returns. */
    double outputBytes(Vec3 pass) {
        return (double) network.outputs().stream().mapToLong(n -> n.featureMaps()).sum() * precision.bytes() * pass.z()
                * pass.y() * pass.x();
    }
}
