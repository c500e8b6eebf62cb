package org.znn.common.volume.storage.lease;

import java.io.IOException;

/** Thrown if another job has taken over an output, because this one did not renew its lease for a long time. */
public final class LeaseLostException extends IOException {

    LeaseLostException(String message) {
        super(message);
    }
}
