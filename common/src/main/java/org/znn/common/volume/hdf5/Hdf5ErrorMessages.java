package org.znn.common.volume.hdf5;

import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.raster.ErrorMessages;

/** Formats jhdf's exceptions for users. */
final class Hdf5ErrorMessages {

    private Hdf5ErrorMessages() {
    }

    /** Returns the message of a {@link VolumeException}, or describes jhdf's innermost exception, the actual cause. */
    static String describe(Throwable e) {
        if (e instanceof VolumeException) {
            return e.getMessage();
        }
        Throwable innermost = e;
        boolean unsupported = false;
        for (Throwable t = e; t != null; t = t.getCause()) {
            unsupported |= t instanceof UnsupportedHdfException;
            innermost = t instanceof HdfException ? t : innermost;
        }
        if (unsupported) {
            return "the file uses an unsupported HDF5 feature (" + ErrorMessages.describe(innermost) + "); copy the"
                    + " volume to a file with h5py's default settings: not external, not virtual, not libver='latest'";
        }
        return innermost instanceof HdfException
                ? ErrorMessages.describe(innermost) + ": the file is damaged or not supported"
                : ErrorMessages.describe(e);
    }
}
