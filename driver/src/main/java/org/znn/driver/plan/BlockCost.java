package org.znn.driver.plan;

import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.worker.choice.Decision;

/** What passes of one sample cost with all that an executor holds, their convolutions chosen so that they fit. */
final class BlockCost implements PassCost {

    private final PassDecisions decisions;
    private final BlockBytes blocks;
    private final long memory;

    /**
     * For one sample.
     *
     * @param memory bytes of an executor for all of it
     */
    BlockCost(PassDecisions decisions, BlockBytes blocks, long memory) {
        this.decisions = decisions;
        this.blocks = blocks;
        this.memory = memory;
    }

    /** For blocks of one pass. */
    @Override
    public long bytes(Vec3 pass) {
        return bytes(pass, pass);
    }

    /** For blocks of several passes. */
    long bytes(Vec3 pass, Vec3 block) {
        return decisions.decision(pass, allowance(pass, block))
                .map(d -> (long) (d.bytes() + decisions.outputBytes(pass) + blocks.of(block))).orElse(Long.MAX_VALUE);
    }

    @Override
    public Optional<String> tooLarge(Vec3 pass) {
        return decisions.tooLarge(pass);
    }

    /** In the time that so many of direct convolutions take. */
    @Override
    public double operations(Vec3 pass) {
        Optional<Decision> decision = decisions.decision(pass, allowance(pass, pass));
        return decision.map(Decision::operations).orElse(Double.POSITIVE_INFINITY);
    }

    /** All can be direct where the methods are chosen; else others hold more. */
    @Override
    public boolean mayFit(Vec3 pass, long most) {
        return directBytes(pass) <= most;
    }

    @Override
    public double leastWork(Vec3 pass) {
        return decisions.outline(pass).map(o -> work(pass, decisions.chooser().leastOperations(o)))
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Weights and spectra that are held do not move; what does is the same by all methods. */
    @Override
    public double work(Vec3 pass) {
        return work(pass, operations(pass));
    }

    private double work(Vec3 pass, double operations) {
        return operations + START + PER_BYTE * directBytes(pass);
    }

    private double directBytes(Vec3 pass) {
        return decisions.outline(pass).map(o -> o.directBytes() + decisions.outputBytes(pass) + blocks.of(pass))
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Bytes that are left for the network. */
    long allowance(Vec3 pass, Vec3 block) {
        return (long) (memory - decisions.outputBytes(pass) - blocks.of(block));
    }
}
