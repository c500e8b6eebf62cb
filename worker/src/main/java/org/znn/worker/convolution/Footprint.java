package org.znn.worker.convolution;

/**
 * Memory that a convolution, or a gradient of one, takes beside the maps it reads and writes.
 *
 * @param held    bytes that it holds as long as it lives: weights in an order of its own, spectra
 * @param scratch what it needs of the scratch while it runs
 */
public record Footprint(long held, Scratch.Size scratch) {

    public static final Footprint NONE = new Footprint(0, Scratch.Size.NONE);

    /** Of both, where they use one scratch, each in its turn. */
    public Footprint plus(Footprint other) {
        return new Footprint(Math.addExact(held, other.held), scratch.max(other.scratch));
    }
}
