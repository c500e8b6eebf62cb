package org.znn.common.volume.hdf5;

/**
 * The location of a chunk in the file.
 *
 * @param address    position in the file, relative to HDF5's base address
 * @param bytes      size of the encoded chunk in bytes
 * @param filterMask mask of skipped filters: bit i is set if filter i was not applied to this chunk
 */
record StoredChunk(long address, int bytes, int filterMask) {
}
