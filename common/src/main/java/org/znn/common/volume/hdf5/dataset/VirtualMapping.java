package org.znn.common.volume.hdf5.dataset;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A part of a virtual dataset and the elements of another dataset that it shows.
 *
 * @param file    name of the other file; {@code .} for the file of the virtual dataset
 * @param dataset path of the other dataset
 * @param source  selected elements of the other dataset; null if all are selected
 * @param target  selected elements of the virtual dataset
 */
record VirtualMapping(String file, String dataset, Selection source, Selection target) {

    /** Whether a number in the names of the file or dataset counts the blocks of the virtual dataset. */
    boolean isNumbered() {
        return unlimitedTarget() >= 0 && (source == null || unlimited(source) < 0);
    }

    /** Returns the axis of the virtual dataset along which this part grows; -1 if there is none. */
    int unlimitedTarget() {
        return unlimited(target);
    }

    private static int unlimited(Selection selection) {
        return selection instanceof Hyperslab slab ? slab.unlimitedAxis() : -1;
    }

    /** Whether a name has a place for the number of a block. */
    boolean hasPlaceForNumber() {
        return !numbered(file, 0).equals(numbered(file, 1)) || !numbered(dataset, 0).equals(numbered(dataset, 1));
    }

    /** Returns the mapping of one block, whose number is put into the names. */
    VirtualMapping ofBlock(long number) {
        Hyperslab slab = (Hyperslab) target;
        return new VirtualMapping(numbered(file, number), numbered(dataset, number), source,
                slab.ofBlock(slab.unlimitedAxis(), number));
    }

    /** Returns the mapping with the names as they are meant, if they do not contain a number. */
    VirtualMapping withPlainNames() {
        return new VirtualMapping(numbered(file, 0), numbered(dataset, 0), source, target);
    }

    /** Replaces {@code %b} by a number and {@code %%} by a percent sign. */
    private static String numbered(String name, long number) {
        return Arrays.stream(name.split("%%", -1)).map(part -> part.replace("%b", Long.toString(number)))
                .collect(Collectors.joining("%"));
    }

    /**
     * Limits the part to the elements that the other dataset has.
     *
     * @param shape shape of the other dataset
     */
    VirtualMapping limitedTo(long[] shape) throws IOException {
        Selection from = source == null ? Hyperslab.all(shape) : source;
        if (from.rank() != shape.length) {
            throw new IOException("a virtual dataset selects " + from.rank() + " axes of " + dataset + ", which has "
                    + shape.length);
        }
        int fromAxis = unlimited(from);
        int toAxis = unlimitedTarget();
        if (fromAxis < 0 && toAxis < 0) {
            return new VirtualMapping(file, dataset, from, target);
        }
        if (fromAxis < 0 || toAxis < 0) {
            throw new IOException("the file is damaged: only one side of a virtual dataset is unlimited");
        }
        long count = ((Hyperslab) from).before(fromAxis, shape[fromAxis]);
        return new VirtualMapping(file, dataset, ((Hyperslab) from).withLength(fromAxis, count),
                ((Hyperslab) target).withLength(toAxis, count));
    }
}
