package org.znn.common.volume.file;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.znn.common.geometry.Box;
import org.znn.common.volume.Placement;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.identity.CheckedStorage;
import org.znn.common.volume.identity.InputChangedException;
import org.znn.common.volume.raster.ErrorMessages;

/**
 * A volume whose files must stay as they were when the job was planned. Closing it without an exception means that all
 * that was read from it belongs to one state of the files. If a read fails because a file has changed, the exception
 * says that instead of what the change led to.
 */
final class VerifiedVolume implements VolumeReader {

    private final VolumeReader reader;
    private final CheckedStorage storage;

    /**
     * Takes ownership of the reader.
     *
     * @param storage file system through which the reader opened its files
     */
    VerifiedVolume(VolumeReader reader, CheckedStorage storage) {
        this.reader = reader;
        this.storage = storage;
    }

    @Override
    public VolumeInfo info() {
        return reader.info();
    }

    @Override
    public Volume read(Box box, Precision precision) {
        return explained(() -> reader.read(box, precision));
    }

    @Override
    public long[] readIds(Box box) {
        return explained(() -> reader.readIds(box));
    }

    @Override
    public Optional<Placement> placement() {
        return explained(reader::placement);
    }

    private <T> T explained(Supplier<T> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            InputChangedException.causeOf(e).ifPresent(change -> {
                throw change;
            });
            try {
                storage.requireUnchanged();
            } catch (IOException unknown) {
                e.addSuppressed(unknown);
            }
            throw e;
        }
    }

    /**
     * Closes the volume.
     *
     * @throws InputChangedException if a file has changed since it was opened
     */
    @Override
    public void close() throws IOException {
        try (VolumeReader closing = reader) {
            storage.requireUnchanged();
        } catch (IOException e) {
            throw new VolumeException(info().path() + ": " + ErrorMessages.describe(e), e);
        }
    }
}
