package org.znn.common.volume.hdf5.dataset;

import java.util.List;
import java.util.Optional;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.hdf5.array.ArraySource;

/**
 * A dataset that can be read.
 *
 * @param shape  number of elements along each axis
 * @param type   type of the elements that are read
 * @param chunk  number of elements of a chunk along each axis; empty if the dataset is not chunked
 * @param source source of the elements, as elements of {@code type}
 * @param notes  sentences about what a user may not expect
 */
public record StoredDataset(long[] shape, ElementType type, Optional<int[]> chunk, ArraySource source,
        List<String> notes) {
}
