package org.znn.common.volume.raster;

import java.io.IOException;

/** A stored four-dimensional array that can be read in parts. */
public interface RegionSource {

    /** Passes every element of a region to a sink exactly once, in any order. */
    void read(Region region, VoxelSink sink) throws IOException;
}
