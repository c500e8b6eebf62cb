package org.znn.common.volume.storage.lease;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A lease that this job acquired.
 *
 * @param number   its number
 * @param contents contents of its file, which are those of no other job
 */
record HeldLease(LeaseFiles files, long number, byte[] contents) {

    /**
     * Returns if this job still holds the output.
     *
     * @throws LeaseLostException if another job has taken it over, or the lease was removed or changed
     */
    void requireHeld() throws IOException {
        // In this order: whoever takes over creates the next number first, and removes it after this one.
        Optional<byte[]> next = files.read(number + 1);
        if (next.isPresent()) {
            throw lost("another job has taken over this output" + next.flatMap(LeaseRecord::parse)
                    .map(record -> ", of " + record.description()).orElse("")
                    + ", because this job was stopped or cut off for a long time");
        }
        if (!isPresent()) {
            throw lost("its lease " + path() + " was removed or changed, perhaps with its folder: another job may have"
                    + " taken over this output; make sure that none writes there, then start the job again");
        }
    }

    private LeaseLostException lost(String reason) {
        return new LeaseLostException(files.output() + ": " + reason
                + "; this job has ended without writing over its files");
    }

    String path() {
        return files.path(number);
    }

    private boolean isPresent() throws IOException {
        return files.read(number).filter(found -> Arrays.equals(found, contents)).isPresent();
    }

    /** Removes the lease, unless it was taken over. */
    void release() throws IOException {
        if (isPresent()) {
            files.storage().delete(path());
        }
    }
}
