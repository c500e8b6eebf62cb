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

/** One dataset of an HDF5 file as a volume; see {@link ArrayShape} for the meaning of its axes. */
public final class Hdf5VolumeReader extends AbstractVolumeReader {

    private final ByteSource source;
    private final Dataset node;
    private final DatasetSource dataset;

    private Hdf5VolumeReader(ByteSource source, Dataset node, DatasetSource dataset) {
        super(new VolumeInfo(source.name(), dataset.shape().channels(), dataset.shape().size(), dataset.type().type(),
                dataset.chunk().map(dataset.shape()::spatial)), source.name() + ", dataset " + node.getPath());
        this.source = source;
        this.node = node;
        this.dataset = dataset;
    }

    /**
     * Opens a dataset. The reader closes the source; where it cannot be made the source is left open.
     *
     * @param path of the dataset; without one {@code /main}, or the only dataset with three or four axes of numbers
     * @throws VolumeException where the file is no HDF5, is damaged, or the dataset is no volume
     */
    public static Hdf5VolumeReader open(ByteSource source, Optional<String> path) {
        String place = source.name();
        try {
            HdfFile file = new HdfFile(new FileChannelFromSeekableByteChannel(new Hdf5Channel(source)));
            requireWhole(file, source.length());
            Dataset dataset = DatasetChoice.of(file, path);
            place += ", dataset " + dataset.getPath();
            return new Hdf5VolumeReader(source, dataset, DatasetSource.of(source, file, dataset));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new VolumeException(place + ": " + Hdf5Reason.of(e), e);
        }
    }

    private static void requireWhole(HdfFile file, long length) {
        long end = file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
        if (end > length) {
            throw new VolumeException("it has " + length + " bytes of " + end + ": it is cut short or damaged");
        }
    }

    @Override
    protected void read(Box box, VoxelSink sink) throws IOException {
        dataset.values().read(dataset.shape().region(box), sink);
    }

    /** The attributes {@code offset} and {@code stride}. */
    @Override
    public Optional<Placement> placement() {
        try {
            return Optional.ofNullable(node.getAttribute("offset")).map(offset -> new Placement(triple(offset),
                    Optional.ofNullable(node.getAttribute("stride")).map(Hdf5VolumeReader::triple).orElse(Vec3.ONE)));
        } catch (RuntimeException e) {
            throw new VolumeException(info().path() + ": " + Hdf5Reason.of(e), e);
        }
    }

    private static Vec3 triple(Attribute attribute) {
        if (attribute.getData() instanceof long[] v && v.length == 3) {
            return new Vec3(Math.toIntExact(v[0]), Math.toIntExact(v[1]), Math.toIntExact(v[2]));
        }
        throw new VolumeException("its attribute " + attribute.getName() + " is not three 64-bit whole numbers z,y,x");
    }

    @Override
    public void close() throws IOException {
        // jhdf's own close would look for a path; all that it holds open is the source.
        source.close();
    }
}
