package org.znn.common.volume;

import java.io.IOException;
import org.znn.common.geometry.Box;

/** A box of a volume, read as if it were all of it. */
public final class CroppedVolume implements VolumeReader {

    private final VolumeReader reader;
    private final Box box;
    private final VolumeInfo info;

    /**
     * Takes the reader over and closes it with itself.
     *
     * @param box inside the volume, not empty
     */
    public CroppedVolume(VolumeReader reader, Box box) {
        VolumeInfo whole = reader.info();
        if (!Box.ofSize(whole.size()).contains(box)) {
            throw new IllegalArgumentException(box + " of " + whole.path() + ", which has " + whole.size());
        }
        this.reader = reader;
        this.box = box;
        info = new VolumeInfo(whole.path(), whole.channels(), box.size(), whole.type(), whole.chunk());
    }

    @Override
    public VolumeInfo info() {
        return info;
    }

    @Override
    public Volume read(Box part, Precision precision) {
        return reader.read(within(part), precision);
    }

    @Override
    public long[] readIds(Box part) {
        return reader.readIds(within(part));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private Box within(Box part) {
        if (!Box.ofSize(box.size()).contains(part)) {
            throw new IllegalArgumentException(part + " of a box of " + box.size());
        }
        return part.shift(box.start());
    }
}
