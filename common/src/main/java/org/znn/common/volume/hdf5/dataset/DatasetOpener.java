package org.znn.common.volume.hdf5.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.hdf5.array.ArraySource;
import org.znn.common.volume.hdf5.array.ChunkedSource;
import org.znn.common.volume.hdf5.array.ContiguousSource;
import org.znn.common.volume.hdf5.array.ConvertingSink;
import org.znn.common.volume.hdf5.array.FillValueSource;
import org.znn.common.volume.hdf5.array.MemoryBlock;
import org.znn.common.volume.hdf5.filter.ChunkFilters;
import org.znn.common.volume.hdf5.index.ChunkIndexes;
import org.znn.common.volume.hdf5.metadata.DatasetHeader;
import org.znn.common.volume.hdf5.metadata.Datatype;
import org.znn.common.volume.hdf5.metadata.ExternalSegment;
import org.znn.common.volume.hdf5.metadata.FilterSpec;
import org.znn.common.volume.hdf5.metadata.Hdf5File;
import org.znn.common.volume.hdf5.metadata.Layout;
import org.znn.common.volume.hdf5.metadata.NumberDecoder;

/** Opens the dataset that an object header describes. */
public final class DatasetOpener {

    private final LinkedFiles files;
    private final OpenFile file;
    private final DatasetHeader header;
    private final NumberDecoder decoder;
    private final long[] shape;
    private final FillValueSource fill;

    private DatasetOpener(LinkedFiles files, OpenFile file, DatasetHeader header) throws IOException {
        this.files = files;
        this.file = file;
        this.header = header;
        Datatype type = header.type();
        decoder = NumberDecoder.of(type).orElseThrow(() -> new VolumeException("the element type is not supported ("
                + type.kind().description() + " of " + type.bytes() + " bytes); a volume has integers of 8 to 64 bits"
                + " or floating-point numbers of 16 to 64 bits"));
        shape = header.space().size();
        byte[] element = new byte[type.bytes()];
        header.fillValue().filter(v -> v.length == element.length)
                .ifPresent(v -> System.arraycopy(v, 0, element, 0, v.length));
        fill = new FillValueSource(element, order());
    }

    /**
     * Opens a dataset.
     *
     * @param files  files that the dataset may refer to
     * @param file   file that holds the dataset
     * @param header description of the dataset
     * @throws VolumeException if the dataset is not supported
     * @throws IOException     if the file is damaged
     */
    public static StoredDataset open(LinkedFiles files, OpenFile file, DatasetHeader header) throws IOException {
        return new DatasetOpener(files, file, header).open();
    }

    private StoredDataset open() throws IOException {
        Layout layout = header.layout();
        if (shape.length == 0 || header.space().isNull()) {
            throw new VolumeException("the dataset holds a single value or none; a volume has the axes (y, x),"
                    + " (z, y, x) or (channel, z, y, x)");
        }
        if (layout instanceof Layout.Chunked chunked) {
            return dataset(Optional.of(chunked.shape()), chunked(chunked));
        }
        if (layout instanceof Layout.Virtual virtual) {
            return VirtualDatasets.open(files, file, header.space(), decoder.type(), decoded(fill), virtual);
        }
        if (layout instanceof Layout.Compact compact) {
            return dataset(Optional.empty(), compact(compact));
        }
        return dataset(Optional.empty(), contiguous(((Layout.Contiguous) layout).address()));
    }

    private StoredDataset dataset(Optional<int[]> chunk, ArraySource source) {
        return new StoredDataset(shape, decoder.type(), chunk, decoded(source), List.of());
    }

    private ArraySource decoded(ArraySource stored) {
        return (region, sink) -> stored.read(region, ConvertingSink.decoding(decoder, sink));
    }

    private ByteOrder order() {
        return decoder.stored().order();
    }

    private int elementBytes() {
        return decoder.stored().bytes();
    }

    private double bytes() {
        return header.space().elements() * elementBytes();
    }

    private ArraySource compact(Layout.Compact compact) throws IOException {
        byte[] bytes = compact.bytes().take(compact.bytes().remaining());
        if (bytes.length < bytes()) {
            throw new IOException("the file is damaged: the dataset has only " + bytes.length + " bytes");
        }
        return MemoryBlock.whole(ByteBuffer.wrap(bytes).order(order()), shape, elementBytes());
    }

    private ArraySource contiguous(long address) throws IOException {
        List<ExternalSegment> segments = header.externalSegments();
        if (!segments.isEmpty()) {
            ExternalBytes external = new ExternalBytes(files, file, segments, bytes());
            return new ContiguousSource(external, 0, shape, elementBytes(), order());
        }
        if (address == Hdf5File.UNDEFINED) {
            return fill;
        }
        long start = file.file().position(address);
        double end = start + bytes();
        if (end > file.file().source().length()) {
            throw new VolumeException(String.format(Locale.ROOT, "the shape %s needs a file of %.0f bytes, but the file"
                    + " has %d: it is truncated or damaged", Arrays.toString(shape), end,
                    file.file().source().length()));
        }
        return new ContiguousSource(file.file().source(), start, shape, elementBytes(), order());
    }

    private ArraySource chunked(Layout.Chunked layout) throws IOException {
        int[] chunk = layout.shape();
        if (chunk.length != shape.length) {
            throw new IOException("the chunks have the impossible shape " + Arrays.toString(chunk)
                    + ": the file is damaged");
        }
        double bytes = elementBytes();
        for (int n : chunk) {
            bytes *= n;
        }
        double limit = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 2.0);
        if (bytes > limit) {
            throw new VolumeException(String.format(Locale.ROOT, "the chunks of %.0f MB are too large for a heap of"
                    + " %.0f MB; store the dataset with smaller chunks, such as 64,64,64", bytes / 1e6,
                    Runtime.getRuntime().maxMemory() / 1e6));
        }
        List<FilterSpec> filters = header.filters();
        return new ChunkedSource(file.file(),
                new ChunkedSource.ChunkedArray(shape, chunk, elementBytes(), order(), layout.hasPlainEdges()),
                ChunkIndexes.open(file.file(), layout, header.space(), !filters.isEmpty(), (long) bytes),
                new ChunkFilters(filters, (int) bytes), fill, files.chunks());
    }
}
