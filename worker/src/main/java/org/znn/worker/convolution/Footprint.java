package org.znn.worker.convolution;

/**
 * Memory of a convolution or gradient in addition to the feature maps it reads and writes.
 *
 * @param residentBytes bytes held over the lifetime of the object: packed weights, spectra
 * @param scratchpad    size of the scratchpad required during a call
 */
public record Footprint(long residentBytes, Scratchpad.Size scratchpad) {

    /** No additional memory. */
    public static final Footprint NONE = new Footprint(0, Scratchpad.Size.NONE);

    /** Returns the combined footprint of two objects that use one scratchpad in turn. */
    public Footprint plus(Footprint other) {
        return new Footprint(Math.addExact(residentBytes, other.residentBytes), scratchpad.max(other.scratchpad));
    }
}
