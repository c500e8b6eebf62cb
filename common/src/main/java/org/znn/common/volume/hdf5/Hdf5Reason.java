package org.znn.common.volume.hdf5;

import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.raster.Reason;

/** Why jhdf could not read a file, in words for the user. */
final class Hdf5Reason {

    private Hdf5Reason() {
    }

    /** Our own reason, or the innermost of jhdf's: the outer ones only say on the way to what it happened. */
    static String of(Throwable e) {
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
            return "it uses a part of HDF5 that cannot be read here (" + Reason.of(innermost) + "); copy the volume to"
                    + " a file with h5py's default settings, not external, not virtual, not libver='latest'";
        }
        return innermost instanceof HdfException ? Reason.of(innermost) + ": it is damaged, or of a kind that cannot be"
                + " read here" : Reason.of(e);
    }
}
