package org.znn.common.volume.file;

import java.io.IOException;
import java.util.List;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.identity.InputChangedException;
import org.znn.common.volume.identity.VolumeIdentity;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.section.SectionFolderReader;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;

/** Compares the files of volumes with their identities, without opening those that are certainly the same. */
public final class InputCheck {

    private InputCheck() {
    }

    /**
     * Checks that no file of a volume has changed, and none has been added or removed.
     *
     * @throws InputChangedException if one has
     * @throws VolumeException       if the files cannot be accessed
     */
    public static void requireUnchanged(VolumePart part, Storages storages) {
        if (part.identity().isEmpty()) {
            return;
        }
        VolumeIdentity identity = part.identity();
        String path = VolumePath.parse(part.path()).file();
        try {
            Storage storage = storages.of(path);
            identity.requireUnchanged(storage);
            if (identity.layout() == VolumeIdentity.Layout.SECTIONS) {
                requireNoOther(SectionFolderReader.files(storage, path), identity);
            }
        } catch (IOException e) {
            throw new VolumeException(path + ": " + ErrorMessages.describe(e), e);
        }
    }

    private static void requireNoOther(List<String> sections, VolumeIdentity identity) {
        sections.forEach(identity::requireKnown);
    }
}
