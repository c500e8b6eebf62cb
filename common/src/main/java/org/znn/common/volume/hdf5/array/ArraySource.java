package org.znn.common.volume.hdf5.array;

import java.io.IOException;
import org.znn.common.volume.raster.VoxelSink;

/** A stored array that can be read in parts. */
@FunctionalInterface
public interface ArraySource {

    /** Passes every element of a region, which lies inside the array, to a sink exactly once, in any order. */
    void read(ArrayRegion region, VoxelSink sink) throws IOException;
}
