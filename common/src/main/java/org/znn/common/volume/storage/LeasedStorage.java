package org.znn.common.volume.storage;

import java.io.IOException;

/** A file system on which files get their final names only while a lease is held. */
final class LeasedStorage extends ForwardingStorage {

    private final OutputLease lease;

    LeasedStorage(Storage storage, OutputLease lease) {
        super(storage);
        this.lease = lease;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        lease.requireHeld(to);
        super.rename(from, to);
    }
}
