package org.znn.common.volume;

import java.io.IOException;
import org.znn.common.geometry.Box;

/** Reads a box of a volume as a volume of its own. */
public final class CroppedVolume implements VolumeReader {

    private final VolumeReader reader;
    private final Box box;
    private final VolumeInfo info;

    /**
     * Takes ownership of the reader.
     *
     * @param box voxels to expose; must lie inside the volume
     */
    public CroppedVolume(VolumeReader reader, Box box) {
        VolumeInfo whole = reader.info();
        if (!Box.ofSize(whole.size()).contains(box)) {
            throw new IllegalArgumentException("box " + box + " is outside " + whole.path() + " of size "
                    + whole.size());
        }
        this.reader = reader;
        this.box = box;
        info = whole.cropped(box);
    }

    @Override
    public VolumeInfo info() {
        return info;
    }

    @Override
    public Volume read(Box part, Precision precision) {
        return reader.read(shifted(part), precision);
    }

    @Override
    public long[] readIds(Box part) {
        return reader.readIds(shifted(part));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private Box shifted(Box part) {
        if (!Box.ofSize(box.size()).contains(part)) {
            throw new IllegalArgumentException("box " + part + " is outside a volume of size " + box.size());
        }
        return part.shift(box.start());
    }
}
