package org.znn.driver.plan;

import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.worker.autotune.SelectionReport;

/**
 * Cost of passes of one sample, including the memory of the blocks in flight. Convolution algorithms are selected so
 * that everything fits.
 */
final class SamplePassCost implements PassCost {

    private final SelectionProblemCache problems;
    private final BlockMemory blocks;
    private final long memory;

    /**
     * Creates the cost of one sample.
     *
     * @param memory bytes that an executor has for the network and the blocks
     */
    SamplePassCost(SelectionProblemCache problems, BlockMemory blocks, long memory) {
        this.problems = problems;
        this.blocks = blocks;
        this.memory = memory;
    }

    /** Returns the bytes for blocks of one pass. */
    @Override
    public long bytes(Vec3 pass) {
        return bytes(pass, pass);
    }

    /** Returns the bytes for blocks of several passes. */
    long bytes(Vec3 pass, Vec3 block) {
        return problems.select(pass, networkMemory(pass, block))
                .map(selected -> (long) (selected.bytes() + problems.outputBytes(pass) + blocks.bytes(block)))
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public Optional<String> arraySizeViolation(Vec3 pass) {
        return problems.arraySizeViolation(pass);
    }

    /** Returns the operations of direct convolution that take as long as a pass with the selected algorithms. */
    @Override
    public double operations(Vec3 pass) {
        return problems.select(pass, networkMemory(pass, pass)).map(SelectionReport::equivalentOperations)
                .orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * Tests the footprint with direct convolution. With autotuning every layer may fall back to direct convolution, so
     * this is the smallest footprint; with a fixed algorithm it is a lower bound.
     */
    @Override
    public boolean mayFit(Vec3 pass, long available) {
        return directBytes(pass) <= available;
    }

    @Override
    public double workLowerBound(Vec3 pass) {
        return problems.problem(pass).map(problem -> work(pass, problems.selector().minOperations(problem)))
                .orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * Counts the memory traffic of direct convolution for every algorithm: the transformed weights that other
     * algorithms keep in addition are not moved in each pass.
     */
    @Override
    public double work(Vec3 pass) {
        return work(pass, operations(pass));
    }

    private double work(Vec3 pass, double operations) {
        return operations + START_OPERATIONS + OPERATIONS_PER_BYTE * directBytes(pass);
    }

    private double directBytes(Vec3 pass) {
        return problems.problem(pass).map(p -> p.directBytes() + problems.outputBytes(pass) + blocks.bytes(pass))
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Returns the bytes that remain for the network. */
    long networkMemory(Vec3 pass, Vec3 block) {
        return (long) (memory - problems.outputBytes(pass) - blocks.bytes(block));
    }
}
