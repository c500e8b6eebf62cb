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
import org.znn.common.volume.raster.ArrayBlock;
import org.znn.common.volume.raster.ContiguousArray;
import org.znn.common.volume.raster.RegionSource;
import org.znn.common.volume.storage.ByteSource;

/**
 * The metadata and contents of a dataset.
 *
 * @param shape  shape of the dataset
 * @param type   element type as stored
 * @param chunk  shape of a chunk, four axes; empty if the dataset is not chunked
 * @param values source of the elements
 */
record StoredDataset(DatasetShape shape, StoredType type, Optional<int[]> chunk, RegionSource values) {

    private static final int SUPPORTED_ADDRESS_BYTES = 8;

    static StoredDataset of(ByteSource source, HdfFile file, Dataset dataset) {
        StoredType type = StoredType.of(dataset.getDataType()).orElseThrow(() -> new VolumeException(
                "the element type is not supported; a volume has integers of 8 to 64 bits or floating-point numbers of"
                        + " 16 to 64 bits"));
        DatasetShape shape = DatasetShape.of(dataset.getDimensionsAsLong(), type.type());
        ObjectHeader header = ObjectHeader.readObjectHeader(file.getHdfBackingStorage(), dataset.getAddress());
        FillValueSource fill = new FillValueSource(type, fillValue(header));
        if (dataset instanceof ChunkedDataset chunked) {
            int[] chunk = chunkShape(chunked, shape.rank());
            return new StoredDataset(shape, type, Optional.of(chunk),
                    new ChunkedSource(source, file.getUserBlockSize(), shape, chunk, type,
                            index(source, file, dataset, header, shape.rank()),
                            new ChunkFilters(filters(header), chunkBytes(chunk, type)), fill));
        }
        return new StoredDataset(shape, type, Optional.empty(), dataset instanceof CompactDataset compact
                ? compact(compact, shape, type) : contiguous(source, file, header, shape, type, fill));
    }

    private static RegionSource compact(CompactDataset dataset, DatasetShape shape, StoredType type) {
        ByteBuffer bytes = dataset.getDataBuffer().order(type.order());
        ArrayBlock all = new ArrayBlock(bytes, new int[shape.axes().length], shape.axes(), type.type());
        return all::copy;
    }

    private static RegionSource contiguous(ByteSource source, HdfFile file, ObjectHeader header, DatasetShape shape,
            StoredType type, FillValueSource fill) {
        long address = header.getMessageOfType(ContiguousDataLayoutMessage.class).getAddress();
        if (address == Hdf5Header.UNDEFINED_ADDRESS) {
            return fill;
        }
        long start = file.getUserBlockSize() + address;
        double end = start + bytes(shape.axes(), type);
        if (end > source.length()) {
            throw new VolumeException(String.format(Locale.ROOT, "the shape %s needs a file of %.0f bytes, but the file"
                    + " has %d: it is truncated or damaged", Arrays.toString(shape.withoutPadding(shape.axes())), end,
                    source.length()));
        }
        return new ContiguousArray(source, start, shape.axes(), type.type(), type.order());
    }

    /** Computes the size of an array as a double, because the dimensions in a damaged header may overflow a long. */
    private static double bytes(int[] axes, StoredType type) {
        double bytes = type.type().bytes();
        for (int n : axes) {
            bytes *= n;
        }
        return bytes;
    }

    private static int[] chunkShape(ChunkedDataset dataset, int rank) {
        long[] dimensions = Arrays.stream(dataset.getChunkDimensions()).asLongStream().toArray();
        if (dimensions.length != rank || Arrays.stream(dimensions).anyMatch(n -> n < 1)) {
            throw new VolumeException("the chunks have the impossible shape " + Arrays.toString(dimensions)
                    + ": the file is damaged");
        }
        return DatasetShape.padded(dimensions);
    }

    private static int chunkBytes(int[] chunk, StoredType type) {
        double bytes = bytes(chunk, type);
        double limit = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 2.0);
        if (bytes > limit) {
            throw new VolumeException(String.format(Locale.ROOT, "the chunks of %.0f MB are too large for a heap of"
                    + " %.0f MB; store the dataset with smaller chunks, such as 64,64,64", bytes / 1e6,
                    Runtime.getRuntime().maxMemory() / 1e6));
        }
        return (int) bytes;
    }

    private static ChunkIndex index(ByteSource source, HdfFile file, Dataset dataset, ObjectHeader header, int rank) {
        return header.hasMessageOfType(ChunkedDataLayoutMessage.class)
                && file.getHdfBackingStorage().getSizeOfOffsets() == SUPPORTED_ADDRESS_BYTES
                ? new BTreeChunkIndex(source, file.getUserBlockSize(),
                        header.getMessageOfType(ChunkedDataLayoutMessage.class).getBTreeAddress(), rank)
                : JhdfChunkIndex.of(file, dataset, header);
    }

    private static List<FilterPipelineMessage.FilterInfo> filters(ObjectHeader header) {
        return header.hasMessageOfType(FilterPipelineMessage.class)
                ? header.getMessageOfType(FilterPipelineMessage.class).getFilters() : List.of();
    }

    /** Returns the fill value in the file's representation; null if it is undefined or empty, which means zero. */
    private static ByteBuffer fillValue(ObjectHeader header) {
        if (header.hasMessageOfType(FillValueMessage.class)) {
            FillValueMessage message = header.getMessageOfType(FillValueMessage.class);
            return message.isFillValueDefined() ? message.getFillValue() : null;
        }
        return header.hasMessageOfType(FillValueOldMessage.class)
                ? header.getMessageOfType(FillValueOldMessage.class).getFillValue() : null;
    }
}
