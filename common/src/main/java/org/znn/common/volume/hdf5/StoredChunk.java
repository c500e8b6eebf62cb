package org.znn.common.volume.hdf5;

/**
 * Where a chunk lies.
 *
 * @param address    position in the file, counted from HDF5's base address
 * @param bytes      as stored, after the filters
 * @param filterMask bit i is set where filter i was not applied to this chunk
 */
record StoredChunk(long address, int bytes, int filterMask) {
}
