package org.znn.common.volume.raster;

import java.io.IOException;
import org.znn.common.geometry.Box;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;

/** Base class of volume readers: checks boxes, allocates arrays, and adds the file and box to error messages. */
public abstract class AbstractVolumeReader implements VolumeReader {

    private final VolumeInfo info;
    private final String source;

    /**
     * Creates a reader.
     *
     * @param source file and, if it may hold several, the dataset, for error messages
     */
    protected AbstractVolumeReader(VolumeInfo info, String source) {
        this.info = info;
        this.source = source;
    }

    @Override
    public final VolumeInfo info() {
        return info;
    }

    @Override
    public final Volume read(Box box, Precision precision) {
        int elements = elements(box);
        return switch (precision) {
            case FLOAT32 -> {
                float[] data = new float[elements];
                fill(box, VoxelSinks.floats(info.type(), data));
                yield new FloatVolume(info.channels(), box.size(), data);
            }
            case FLOAT64 -> {
                double[] data = new double[elements];
                fill(box, VoxelSinks.doubles(info.type(), data));
                yield new DoubleVolume(info.channels(), box.size(), data);
            }
        };
    }

    @Override
    public final long[] readIds(Box box) {
        long[] data = new long[elements(box)];
        fill(box, VoxelSinks.longs(info.type(), data));
        return data;
    }

    /**
     * Passes every voxel of a box to a sink.
     *
     * @param box box inside the volume, not empty
     */
    protected abstract void read(Box box, VoxelSink sink) throws IOException;

    private int elements(Box box) {
        if (!Box.ofSize(info.size()).contains(box)) {
            throw new IllegalArgumentException("box " + box + " is outside " + source + " of " + info.size()
                    + " voxels");
        }
        return Volume.elements(info.channels(), box.size());
    }

    private void fill(Box box, VoxelSink sink) {
        if (box.isEmpty()) {
            return;
        }
        try {
            read(box, sink);
        } catch (IOException | RuntimeException e) {
            throw new VolumeException(source + ", box " + box + ": " + ErrorMessages.describe(e), e);
        }
    }
}
