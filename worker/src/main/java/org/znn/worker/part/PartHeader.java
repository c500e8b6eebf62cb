package org.znn.worker.part;

import java.util.List;

/**
 * What a part says of itself before its bytes.
 *
 * @param fingerprint of the job it belongs to
 * @param block       number of the block on the job's grid
 * @param chunks      in the order of their bytes
 */
public record PartHeader(String fingerprint, long block, List<PartChunk> chunks) {

    public PartHeader {
        chunks = List.copyOf(chunks);
    }

    /** Compressed bytes of one output. */
    public long bytesOf(int output) {
        return chunks.stream().filter(c -> c.output() == output).mapToLong(PartChunk::length).sum();
    }
}
