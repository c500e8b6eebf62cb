package org.znn.common.volume.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Placement;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;

/**
 * Reads segment ids encoded as colours, as a single channel: id = red·65536 + green·256 + blue. Ignores a fourth
 * channel (opacity). Ids are below 2^24, so float32 represents them exactly.
 */
final class ColourIdReader implements VolumeReader {

    /** Approximate number of voxels per read. */
    private static final long SLAB_VOXELS = 1L << 22;

    private final VolumeReader colours;
    private final VolumeInfo info;

    private ColourIdReader(VolumeReader colours) {
        this.colours = colours;
        VolumeInfo stored = colours.info();
        List<String> notes = new ArrayList<>(stored.notes());
        notes.add("the " + stored.channels() + " channels are read as colours that encode ids, red·65536 + green·256 +"
                + " blue");
        info = stored.withChannels(1, ElementType.UINT32).withNotes(notes);
    }

    /** Wraps a uint8 volume of three or four channels; returns any other volume unchanged. */
    static VolumeReader wrap(VolumeReader reader) {
        boolean isColour = reader.info().type() == ElementType.UINT8
                && (reader.info().channels() == 3 || reader.info().channels() == 4);
        return isColour ? new ColourIdReader(reader) : reader;
    }

    @Override
    public VolumeInfo info() {
        return info;
    }

    @Override
    public Volume read(Box box, Precision precision) {
        long[] ids = readIds(box);
        switch (precision) {
            case FLOAT32 -> {
                float[] data = new float[ids.length];
                for (int i = 0; i < data.length; i++) {
                    data[i] = ids[i];
                }
                return new FloatVolume(1, box.size(), data);
            }
            default -> {
                double[] data = new double[ids.length];
                for (int i = 0; i < data.length; i++) {
                    data[i] = ids[i];
                }
                return new DoubleVolume(1, box.size(), data);
            }
        }
    }

    @Override
    public long[] readIds(Box box) {
        Vec3 size = box.size();
        long[] ids = new long[Volume.elements(1, size)];
        int plane = size.y() * size.x();
        int planes = (int) Math.max(1, SLAB_VOXELS / Math.max(1, plane));
        for (int z = 0; z < size.z(); z += planes) {
            int depth = Math.min(planes, size.z() - z);
            long[] rgb = colours.readIds(new Box(box.start().plus(new Vec3(z, 0, 0)), size.with(0, depth)));
            int voxels = depth * plane;
            for (int i = 0; i < voxels; i++) {
                ids[z * plane + i] = rgb[i] << 16 | rgb[voxels + i] << 8 | rgb[2 * voxels + i];
            }
        }
        return ids;
    }

    @Override
    public Optional<Placement> placement() {
        return colours.placement();
    }

    @Override
    public void close() throws IOException {
        colours.close();
    }
}
