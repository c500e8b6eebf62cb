package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.util.Optional;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.nio.FileChannelFromSeekableByteChannel;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.raster.AbstractVolumeReader;
import org.znn.common.volume.raster.VoxelSink;
import org.znn.common.volume.storage.ByteSource;

/** Reads a dataset of an HDF5 file as a volume; see {@link DatasetShape} for the supported shapes. */
public final class Hdf5VolumeReader extends AbstractVolumeReader {

    private final ByteSource source;
    private final Dataset node;
    private final StoredDataset dataset;

    private Hdf5VolumeReader(ByteSource source, Dataset node, StoredDataset dataset) {
        super(new VolumeInfo(source.name(), dataset.shape().channels(), dataset.shape().size(), dataset.type().type(),
                dataset.chunk().map(dataset.shape()::spatial)), source.name() + ", dataset " + node.getPath());
        this.source = source;
        this.node = node;
        this.dataset = dataset;
    }

    /**
     * Opens a dataset. The reader takes ownership of the source; if opening fails, the source remains open.
     *
     * @param source HDF5 file
     * @param path   path of the dataset; if empty, {@code /main} or the only numeric dataset with three or four axes
     * @throws VolumeException if the file is not an HDF5 file or damaged, or the dataset is not a volume
     */
    public static Hdf5VolumeReader open(ByteSource source, Optional<String> path) {
        String location = source.name();
        try {
            HdfFile file = new HdfFile(new FileChannelFromSeekableByteChannel(new ByteSourceChannel(source)));
            requireComplete(file, source.length());
            Dataset dataset = DatasetSelector.select(file, path);
            location += ", dataset " + dataset.getPath();
            return new Hdf5VolumeReader(source, dataset, StoredDataset.of(source, file, dataset));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new VolumeException(location + ": " + Hdf5ErrorMessages.describe(e), e);
        }
    }

    private static void requireComplete(HdfFile file, long length) {
        long end = file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
        if (end > length) {
            throw new VolumeException("the file has " + length + " of " + end + " bytes: it is truncated or damaged");
        }
    }

    @Override
    protected void read(Box box, VoxelSink sink) throws IOException {
        dataset.values().read(dataset.shape().region(box), sink);
    }

    /** Reads the attributes {@code offset} and {@code stride}. */
    @Override
    public Optional<Placement> placement() {
        try {
            return Optional.ofNullable(node.getAttribute("offset")).map(offset -> new Placement(triple(offset),
                    Optional.ofNullable(node.getAttribute("stride")).map(Hdf5VolumeReader::triple).orElse(Vec3.ONE)));
        } catch (RuntimeException e) {
            throw new VolumeException(info().path() + ": " + Hdf5ErrorMessages.describe(e), e);
        }
    }

    private static Vec3 triple(Attribute attribute) {
        if (attribute.getData() instanceof long[] v && v.length == 3) {
            return new Vec3(Math.toIntExact(v[0]), Math.toIntExact(v[1]), Math.toIntExact(v[2]));
        }
        throw new VolumeException("the attribute " + attribute.getName() + " is not three 64-bit integers z,y,x");
    }

    @Override
    public void close() throws IOException {
        // HdfFile.close fails without a path, and this HdfFile has none; the source is the only open resource.
        source.close();
    }
}
