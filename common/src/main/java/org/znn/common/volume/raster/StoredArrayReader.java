package org.znn.common.volume.raster;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.znn.common.geometry.Box;
import org.znn.common.volume.VolumeInfo;

/** Reads a volume that is stored as one contiguous array, as most simple formats store it. */
public final class StoredArrayReader extends AbstractVolumeReader {

    private final ContiguousArray array;
    private final int[] order;
    private final UnaryOperator<VoxelSink> conversion;

    /**
     * Creates a reader of an array that holds voxels of the volume's type.
     *
     * @param array the array; its file is closed with the reader
     * @param order axis of the volume that each axis of the array holds, see {@link Region#permuted}
     */
    public StoredArrayReader(VolumeInfo info, ContiguousArray array, int... order) {
        this(info, array, UnaryOperator.identity(), order);
    }

    /**
     * Creates a reader of an array whose elements are converted to voxels of the volume's type.
     *
     * @param conversion returns a sink that converts elements of the array for a sink of voxels
     */
    public StoredArrayReader(VolumeInfo info, ContiguousArray array, UnaryOperator<VoxelSink> conversion,
            int... order) {
        super(info, info.path());
        this.array = array;
        this.conversion = conversion;
        this.order = order.clone();
    }

    @Override
    protected void read(Box box, VoxelSink sink) throws IOException {
        array.read(Region.permuted(info().channels(), box, order), conversion.apply(sink));
    }

    @Override
    public void close() throws IOException {
        array.file().close();
    }
}
