package org.znn.common.volume.hdf5.index;

/**
 * The location of a chunk in the file.
 *
 * @param address    address of the chunk
 * @param bytes      size of the encoded chunk in bytes
 * @param filterMask mask of skipped filters: bit i is set if filter i was not applied to this chunk
 */
public record StoredChunk(long address, long bytes, int filterMask) {
}
