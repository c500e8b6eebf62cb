package org.znn.common.volume.hdf5;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import io.jhdf.HdfFile;
import io.jhdf.ObjectHeader;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.CompactDataset;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.FillValueOldMessage;
import io.jhdf.object.message.FilterPipelineMessage;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.raster.Block;
import org.znn.common.volume.raster.RegionSource;
import org.znn.common.volume.raster.StoredArray;
import org.znn.common.volume.storage.ByteSource;

/**
 * What the header of a dataset says, and its numbers.
 *
 * @param shape  its axes
 * @param type   of its numbers
 * @param chunk  shape of its chunks, four axes; empty where it has none
 * @param values the numbers
 */
record DatasetSource(ArrayShape shape, StoredType type, Optional<int[]> chunk, RegionSource values) {

    private static final long UNDEFINED = -1;
    private static final int USUAL_ADDRESS_BYTES = 8;

    static DatasetSource of(ByteSource source, HdfFile file, Dataset dataset) {
        StoredType type = StoredType.of(dataset.getDataType()).orElseThrow(() -> new VolumeException(
                "it does not hold numbers that volumes are made of (whole numbers of 8 to 64 bits, or floating point"
                        + " of 16 to 64)"));
        ArrayShape shape = ArrayShape.of(dataset.getDimensionsAsLong(), type.type());
        ObjectHeader header = ObjectHeader.readObjectHeader(file.getHdfBackingStorage(), dataset.getAddress());
        FillSource fill = new FillSource(type, fillValue(header));
        if (dataset instanceof ChunkedDataset chunked) {
            int[] chunk = chunkShape(chunked, shape.rank());
            return new DatasetSource(shape, type, Optional.of(chunk),
                    new ChunkedSource(source, file.getUserBlockSize(), shape, chunk, type,
                            index(source, file, dataset, header, shape.rank()),
                            new ChunkFilters(filters(header), chunkBytes(chunk, type)), fill));
        }
        return new DatasetSource(shape, type, Optional.empty(), dataset instanceof CompactDataset compact
                ? compact(compact, shape, type) : contiguous(source, file, header, shape, type, fill));
    }

    private static RegionSource compact(CompactDataset dataset, ArrayShape shape, StoredType type) {
        ByteBuffer bytes = dataset.getDataBuffer().order(type.order());
        Block all = new Block(bytes, new int[shape.axes().length], shape.axes(), type.type());
        return all::copy;
    }

    private static RegionSource contiguous(ByteSource source, HdfFile file, ObjectHeader header, ArrayShape shape,
            StoredType type, FillSource fill) {
        long address = header.getMessageOfType(ContiguousDataLayoutMessage.class).getAddress();
        if (address == UNDEFINED) {
            return fill;
        }
        long first = file.getUserBlockSize() + address;
        double past = first + bytes(shape.axes(), type);
        if (past > source.length()) {
            throw new VolumeException(String.format(Locale.ROOT, "its shape %s needs a file of %.0f bytes, but it ends"
                    + " after %d: it is cut short or damaged", Arrays.toString(shape.own(shape.axes())), past,
                    source.length()));
        }
        return new StoredArray(source, first, shape.axes(), type.type(), type.order());
    }

    /** Sizes that a damaged header makes up exceed any whole number. */
    private static double bytes(int[] axes, StoredType type) {
        double bytes = type.type().bytes();
        for (int n : axes) {
            bytes *= n;
        }
        return bytes;
    }

    private static int[] chunkShape(ChunkedDataset dataset, int rank) {
        long[] own = Arrays.stream(dataset.getChunkDimensions()).asLongStream().toArray();
        if (own.length != rank || Arrays.stream(own).anyMatch(n -> n < 1)) {
            throw new VolumeException("its chunks have the impossible shape " + Arrays.toString(own)
                    + ": it is damaged");
        }
        return ArrayShape.padded(own);
    }

    private static int chunkBytes(int[] chunk, StoredType type) {
        double bytes = bytes(chunk, type);
        double most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 2.0);
        if (bytes > most) {
            throw new VolumeException(String.format(Locale.ROOT, "its chunks of %.0f MB are too large for a heap of"
                    + " %.0f MB; store it with smaller chunks, such as 64,64,64", bytes / 1e6,
                    Runtime.getRuntime().maxMemory() / 1e6));
        }
        return (int) bytes;
    }

    private static ChunkIndex index(ByteSource source, HdfFile file, Dataset dataset, ObjectHeader header, int rank) {
        return header.hasMessageOfType(ChunkedDataLayoutMessage.class)
                && file.getHdfBackingStorage().getSizeOfOffsets() == USUAL_ADDRESS_BYTES
                ? new BTreeChunkIndex(source, file.getUserBlockSize(),
                        header.getMessageOfType(ChunkedDataLayoutMessage.class).getBTreeAddress(), rank)
                : JhdfChunkIndex.of(file, dataset, header);
    }

    private static List<FilterPipelineMessage.FilterInfo> filters(ObjectHeader header) {
        return header.hasMessageOfType(FilterPipelineMessage.class)
                ? header.getMessageOfType(FilterPipelineMessage.class).getFilters() : List.of();
    }

    /** In the file's bytes; null where the file says nothing or an empty value, which stands for zero. */
    private static ByteBuffer fillValue(ObjectHeader header) {
        if (header.hasMessageOfType(FillValueMessage.class)) {
            FillValueMessage message = header.getMessageOfType(FillValueMessage.class);
            return message.isFillValueDefined() ? message.getFillValue() : null;
        }
        return header.hasMessageOfType(FillValueOldMessage.class)
                ? header.getMessageOfType(FillValueOldMessage.class).getFillValue() : null;
    }
}
