package org.znn.driver.forward.part;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Volume;
import org.znn.common.volume.Volumes;

/** Splits the outputs of a block into whole storage chunks, padded with zeros beyond the end of the volume. */
public final class BlockEncoder {

    private final Vec3 chunk;
    private final Function<Volume, byte[]> chunkEncoder;
    private final List<PartChunk> chunks = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();

    /**
     * Creates the encoder of one block.
     *
     * @param chunk        size (z, y, x) of a storage chunk
     * @param chunkEncoder function that compresses one chunk of one channel
     */
    public BlockEncoder(Vec3 chunk, Function<Volume, byte[]> chunkEncoder) {
        this.chunk = chunk;
        this.chunkEncoder = chunkEncoder;
    }

    /**
     * Adds the voxels of one output, channel by channel.
     *
     * @param output index of the output node
     * @param block  position of the voxels in the volume; starts at a chunk boundary
     */
    public void add(int output, Volume voxels, Box block) {
        Vec3 first = block.start().floorDiv(chunk);
        if (!first.times(chunk).equals(block.start())) {
            throw new IllegalArgumentException("the block " + block + " does not start at a boundary of chunks of "
                    + chunk);
        }
        Grid grid = new Grid(block.size(), chunk);
        for (int c = 0; c < voxels.channels(); c++) {
            for (long i = 0; i < grid.cells(); i++) {
                Volume whole = Volume.zeros(voxels.precision(), 1, chunk);
                Volumes.copyChannel(voxels, c, grid.box(i), whole);
                byte[] encoded = chunkEncoder.apply(whole);
                chunks.add(new PartChunk(output, c, first.plus(grid.position(i)), encoded.length));
                bytes.add(encoded);
            }
        }
    }

    public List<PartChunk> chunks() {
        return List.copyOf(chunks);
    }

    public List<byte[]> bytes() {
        return List.copyOf(bytes);
    }
}
