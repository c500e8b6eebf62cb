package org.znn.common.volume;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Box;

/** Reads several volumes of the same size as the channels of one volume. */
public final class ChannelStack implements VolumeReader {

    private final List<VolumeReader> readers;
    private final VolumeInfo info;

    /**
     * Takes ownership of the readers. Closes them if their sizes differ.
     *
     * @throws VolumeException if the sizes of the volumes differ
     */
    public ChannelStack(List<VolumeReader> readers) {
        this.readers = List.copyOf(readers);
        VolumeInfo first = readers.get(0).info();
        int channels = 0;
        for (VolumeReader reader : readers) {
            VolumeInfo next = reader.info();
            if (!next.size().equals(first.size())) {
                closeAll();
                throw new VolumeException(next.path() + " has " + next.size() + " voxels but " + first.path() + " has "
                        + first.size() + "; files of one image must have the same size");
            }
            channels += next.channels();
        }
        info = first.withChannels(channels, first.type());
    }

    @Override
    public VolumeInfo info() {
        return info;
    }

    @Override
    public Volume read(Box box, Precision precision) {
        if (readers.size() == 1) {
            return readers.get(0).read(box, precision);
        }
        Volume all = Volume.zeros(precision, info.channels(), box.size());
        int channel = 0;
        for (VolumeReader reader : readers) {
            Volume one = reader.read(box, precision);
            Volumes.copyChannels(one, all, channel);
            channel += one.channels();
        }
        return all;
    }

    @Override
    public long[] readIds(Box box) {
        long[] all = new long[Volume.elements(info.channels(), box.size())];
        int next = 0;
        for (VolumeReader reader : readers) {
            long[] one = reader.readIds(box);
            System.arraycopy(one, 0, all, next, one.length);
            next += one.length;
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        closeAll();
    }

    /** Closes all readers, and throws the first exception of those that cannot be closed. */
    private void closeAll() {
        Optional<VolumeException> failure = Optional.empty();
        for (VolumeReader reader : readers) {
            try {
                reader.close();
            } catch (VolumeException e) {
                failure = failure.or(() -> Optional.of(e));
            } catch (IOException e) {
                failure = failure.or(() -> Optional.of(
                        new VolumeException("cannot close " + reader.info().path(), e)));
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
