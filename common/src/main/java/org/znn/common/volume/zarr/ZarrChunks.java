package org.znn.common.volume.zarr;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.znn.common.volume.chunked.ChunkFile;
import org.znn.common.volume.chunked.ChunkFiles;
import org.znn.common.volume.chunked.ChunkLayout;
import org.znn.common.volume.chunked.StoredPath;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raster.GridSource;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;

/** Loads and decodes the chunks of an array. Keeps the shard used last open. */
final class ZarrChunks implements GridSource.ChunkLoader, Closeable {

    private final Storage storage;
    private final String folder;
    private final ZarrArray array;
    private final ChunkLayout layout;
    private String shardName = "";
    private Optional<ShardFile> shard = Optional.empty();

    /**
     * Creates the loader of an array.
     *
     * @param folder folder of the array
     * @param layout four axes of the chunks
     */
    ZarrChunks(Storage storage, String folder, ZarrArray array, ChunkLayout layout) {
        this.storage = storage;
        this.folder = folder;
        this.array = array;
        this.layout = layout;
    }

    @Override
    public Optional<ByteBuffer> load(int[] index) throws IOException {
        int[] chunk = layout.gridIndex(index);
        String name = array.keys().name(fileIndex(chunk));
        try {
            Optional<byte[]> encoded = array.shards().isEmpty()
                    ? ChunkFile.read(storage, StoredPath.resolve(folder, name)) : readFromShard(name, chunk);
            return encoded.isEmpty() ? Optional.empty() : Optional.of(decode(encoded.get()));
        } catch (IOException e) {
            throw new IOException("chunk " + name + ": " + ErrorMessages.describe(e), e);
        }
    }

    private ByteBuffer decode(byte[] encoded) throws IOException {
        byte[] plain = array.codecs().decode(encoded);
        if (plain.length != array.codecs().bytes()) {
            throw new IOException("a chunk has " + plain.length + " bytes instead of " + array.codecs().bytes()
                    + ": the file is damaged");
        }
        return ByteBuffer.wrap(layout.withoutDroppedAxes(plain, array.chunk(), array.type().bytes()))
                .order(array.order());
    }

    /** Returns the files that hold the chunks. */
    ChunkFiles files() {
        int[] file = array.chunksPerFile();
        for (int d = 0; d < file.length; d++) {
            file[d] = Math.multiplyExact(file[d], array.chunk()[d]);
        }
        return ChunkFiles.of(folder, array.shape(), file, array.keys()::name);
    }

    /** Returns the position in the grid of files of the file that holds a chunk. */
    private int[] fileIndex(int[] chunk) {
        int[] file = chunk.clone();
        int[] chunksPerFile = array.chunksPerFile();
        for (int d = 0; d < chunk.length; d++) {
            file[d] /= chunksPerFile[d];
        }
        return file;
    }

    private Optional<byte[]> readFromShard(String name, int[] chunk) throws IOException {
        if (!name.equals(shardName)) {
            close();
            Optional<ByteSource> opened = ChunkFile.open(storage, StoredPath.resolve(folder, name));
            shard = opened.map(source -> new ShardFile(source, array.shards()));
            shardName = name;
        }
        int[] element = new int[chunk.length];
        for (int d = 0; d < chunk.length; d++) {
            element[d] = chunk[d] * array.chunk()[d];
        }
        return shard.isEmpty() ? Optional.empty() : shard.get().read(element);
    }

    @Override
    public void close() throws IOException {
        shardName = "";
        if (shard.isPresent()) {
            ShardFile open = shard.get();
            shard = Optional.empty();
            open.close();
        }
    }
}
