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

/** The common half of the readers: checks the box, takes the array, and says which file and box a failure is of. */
public abstract class AbstractVolumeReader implements VolumeReader {

    private final VolumeInfo info;
    private final String place;

    /**
     * A reader of one array.
     *
     * @param place the file, with the dataset where it has several, for messages
     */
    protected AbstractVolumeReader(VolumeInfo info, String place) {
        this.info = info;
        this.place = place;
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

    /** Hands every voxel of a box that is not empty and lies inside the volume to the sink. */
    protected abstract void read(Box box, VoxelSink sink) throws IOException;

    private int elements(Box box) {
        if (!Box.ofSize(info.size()).contains(box)) {
            throw new IllegalArgumentException("the box " + box + " is not inside " + place + " of " + info.size()
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
            throw new VolumeException(place + ", box " + box + ": " + Reason.of(e), e);
        }
    }
}
