package org.znn.common.volume.raster;

import java.io.IOException;

/** A stored four-dimensional array of which parts can be read. */
public interface RegionSource {

    /** Hands every number of the region to the sink, in any order, each once. */
    void read(Region region, VoxelSink sink) throws IOException;
}
