package org.znn.driver.plan;

import java.util.HashMap;
import java.util.Map;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.engine.PassTooLarge;

/** What passes cost in the network alone, as the engine's own plan tells; each size is planned once. */
final class NetworkCost implements PassCost {

    private record Cost(long bytes, double operations) {
    }

    private static final Cost IMPOSSIBLE = new Cost(Long.MAX_VALUE, Double.POSITIVE_INFINITY);

    private final NetworkSpec network;
    private final Precision precision;
    private final Map<Vec3, Cost> known = new HashMap<>();

    NetworkCost(NetworkSpec network, Precision precision) {
        this.network = network;
        this.precision = precision;
    }

    @Override
    public long bytes(Vec3 pass) {
        return cost(pass).bytes();
    }

    @Override
    public double operations(Vec3 pass) {
        return cost(pass).operations();
    }

    private Cost cost(Vec3 pass) {
        return known.computeIfAbsent(pass, p -> {
            try {
                NetworkPlan plan = NetworkPlan.of(network, p, precision);
                return new Cost(plan.bytes() + plan.outputBytes(), plan.operations());
            } catch (PassTooLarge e) {
                return IMPOSSIBLE;
            }
        });
    }
}
