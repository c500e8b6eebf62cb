package org.znn.common.volume.file;

import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicReference;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.CroppedVolume;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.identity.CheckedStorage;
import org.znn.common.volume.identity.InputChangedException;
import org.znn.common.volume.identity.VolumeIdentity;
import org.znn.common.volume.storage.Storages;

/**
 * A box of a volume file.
 *
 * @param path     path of the file
 * @param asIds    whether the file is opened as a volume of ids, which reads colours as one channel of ids
 * @param channels number of channels of the opened volume
 * @param type     element type of the opened volume
 * @param box      voxels of the volume to use
 * @param identity identity that the files must have whenever they are read; {@link VolumeIdentity#NONE} if they may be
 *                 any
 */
public record VolumePart(String path, boolean asIds, int channels, ElementType type, Box box,
        VolumeIdentity identity) implements Serializable {

    /** Creates a part of a volume whose files are not verified. */
    public VolumePart(String path, boolean asIds, int channels, ElementType type, Box box) {
        this(path, asIds, channels, type, box, VolumeIdentity.NONE);
    }

    /** Returns the whole of a volume whose header was read. */
    public static VolumePart of(String path, boolean asIds, VolumeHeader header) {
        return new VolumePart(path, asIds, header.info().channels(), header.info().type(),
                Box.ofSize(header.info().size()), header.identity());
    }

    /** Crops the box around its centre. Of d excess voxels along an axis, (d + 1)//2 are removed at the low end. */
    public VolumePart croppedTo(Vec3 size) {
        Vec3 before = box.size().minus(size).plus(1).floorDiv(2);
        return new VolumePart(path, asIds, channels, type, new Box(box.start().plus(before), size), identity);
    }

    /** Returns the same box of the file under another path. */
    public VolumePart withPath(String other) {
        return new VolumePart(other, asIds, channels, type, box, identity);
    }

    /**
     * Opens the box as a volume. Its files are compared with the identity when they are opened, and again when the
     * volume is closed; an exception of {@link VolumeReader#close} therefore means that what was read must not be used.
     *
     * @throws VolumeException if the file is damaged or cannot be read, or has changed
     */
    public VolumeReader open(Storages storages) {
        VolumeReader reader = identity.isEmpty() ? asIds(VolumeReaders.open(path, storages)) : openVerified(storages);
        try {
            VolumeReader part = new CroppedVolume(reader, box);
            reader = null;
            return part;
        } finally {
            close(reader);
        }
    }

    private VolumeReader openVerified(Storages storages) {
        AtomicReference<CheckedStorage> checked = new AtomicReference<>();
        try {
            VolumeReader reader = VolumeReaders.open(path, storages, storage -> {
                checked.set(new CheckedStorage(storage, identity));
                return checked.get();
            });
            return new VerifiedVolume(asIds(reader), checked.get());
        } catch (VolumeException e) {
            InputChangedException.causeOf(e).ifPresent(change -> {
                throw change;
            });
            InputCheck.requireUnchanged(this, storages);
            throw e;
        }
    }

    private VolumeReader asIds(VolumeReader reader) {
        return asIds ? ColourIdReader.wrap(reader) : reader;
    }

    private static void close(VolumeReader reader) {
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException e) {
                // The exception that is already being thrown matters more.
            }
        }
    }
}
