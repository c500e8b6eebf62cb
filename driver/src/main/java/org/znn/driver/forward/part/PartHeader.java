package org.znn.driver.forward.part;

import java.util.List;

/**
 * The header of a part file.
 *
 * @param fingerprint fingerprint of the job
 * @param block       number of the block in the block grid of its sample
 * @param chunks      chunks in the order of their bytes
 */
public record PartHeader(String fingerprint, long block, List<PartChunk> chunks) {

    public PartHeader {
        chunks = List.copyOf(chunks);
    }

    /** Compressed size of one output in bytes. */
    public long bytesOf(int output) {
        return chunks.stream().filter(c -> c.output() == output).mapToLong(PartChunk::length).sum();
    }
}
