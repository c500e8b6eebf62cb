package org.znn.driver.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.worker.choice.ConvolutionChooser;
import org.znn.worker.choice.Decision;
import org.znn.worker.choice.Outline;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.engine.PassTooLarge;

/** What a network holds and does in passes of any size, and how it computes its convolutions; each is planned once. */
final class PassDecisions {

    private final NetworkSpec network;
    private final ConvolutionChooser chooser;
    private final Precision precision;
    private final Map<Vec3, Optional<Outline>> known = new HashMap<>();

    PassDecisions(NetworkSpec network, ConvolutionChooser chooser, Precision precision) {
        this.network = network;
        this.chooser = chooser;
        this.precision = precision;
    }

    ConvolutionChooser chooser() {
        return chooser;
    }

    /** The network in passes of a size; empty where no array is large enough. */
    Optional<Outline> outline(Vec3 pass) {
        return known.computeIfAbsent(pass, p -> {
            try {
                return Optional.of(Outline.ofPass(network, p, precision, chooser.threads()));
            } catch (PassTooLarge e) {
                return Optional.empty();
            }
        });
    }

    /** Why there is no array for passes of a size, whatever memory there is; empty where there is one. */
    Optional<String> tooLarge(Vec3 pass) {
        try {
            Decision decision =
                    chooser.decide(Outline.ofPass(network, pass, precision, chooser.threads()), Long.MAX_VALUE);
            NetworkPlan.of(network, pass, precision, decision.choice(), chooser.threads());
            return Optional.empty();
        } catch (PassTooLarge e) {
            return Optional.of(e.reason());
        }
    }

    /**
     * How it computes them before anything is measured.
     *
     * @param memory bytes it may hold; it holds more where there is no way to hold less
     */
    Optional<Decision> decision(Vec3 pass, long memory) {
        return outline(pass).map(outline -> chooser.decide(outline, memory));
    }

    /** Bytes of the volumes that a pass returns. */
    double outputBytes(Vec3 pass) {
        return (double) network.outputs().stream().mapToLong(n -> n.size()).sum() * precision.bytes() * pass.z()
                * pass.y() * pass.x();
    }
}
