package org.znn.common.volume.storage.lease;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storage;

/** The lease files of one output, {@code .NAME.lease-K} beside it with K = 1, 2, …; that with the highest K counts. */
final class LeaseFiles {

    /** Highest number of a lease; further ones would not be recognised. */
    static final long MAX_NUMBER = 999_999_999;

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    private final Storage storage;
    private final String output;
    private final String folder;
    private final String prefix;

    /**
     * Names the lease files.
     *
     * @param output path of the output, with which the names of its files begin
     */
    LeaseFiles(Storage storage, String output) {
        this.storage = storage;
        this.output = output;
        folder = PendingFile.folderOf(output);
        prefix = "." + PendingFile.nameOf(output) + ".lease-";
    }

    Storage storage() {
        return storage;
    }

    String output() {
        return output;
    }

    String folder() {
        return folder;
    }

    String path(long number) {
        return folder + prefix + number;
    }

    /** Returns the name of the file in which a job counts its renewals, for the first of its outputs. */
    static String renewalName(String output, String token) {
        return "." + PendingFile.nameOf(output) + "." + token.substring(0, 8) + ".renewal";
    }

    List<String> list() throws IOException {
        return storage.list(folder);
    }

    /** Returns the numbers of the leases among names, without order. */
    List<Long> numbers(Collection<String> names) {
        return names.stream().filter(name -> name.startsWith(prefix)).map(name -> name.substring(prefix.length()))
                .filter(text -> NUMBER.matcher(text).matches()).map(Long::valueOf).toList();
    }

    /** Returns the highest number of the leases among names; 0 if there is none. */
    long highest(Collection<String> names) {
        return numbers(names).stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Reads a lease; empty if no file has its name. */
    Optional<byte[]> read(long number) throws IOException {
        return read(path(number));
    }

    /** Reads a file in which a job counts its renewals; empty if it does not exist. */
    Optional<byte[]> readRenewal(String name) throws IOException {
        return read(folder + name);
    }

    private Optional<byte[]> read(String path) throws IOException {
        try {
            // HDFS cannot open a file whose writer died before its first byte.
            if (storage.length(path) == 0) {
                return Optional.of(new byte[0]);
            }
            try (ByteSource source = storage.open(path)) {
                int length = (int) Math.min(source.length(), LeaseRecord.MAX_BYTES + 1);
                return Optional.of(source.read(0, length, ByteOrder.BIG_ENDIAN).array());
            }
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Removes leases below a number with the files of their renewals, and temporary files of leases. Files of other
     * users that may not be removed stay.
     *
     * @param names names in the folder
     */
    void removeBelow(long number, Collection<String> names) throws IOException {
        for (long lower : numbers(names).stream().filter(n -> n < number).toList()) {
            Optional<LeaseRecord> record = read(lower).flatMap(LeaseRecord::parse);
            if (record.isPresent()) {
                tryDelete(folder + record.get().renewal());
            }
            tryDelete(path(lower));
        }
        for (String name : names) {
            if (PendingFile.isTemporaryOf(name, target -> !numbers(List.of(target)).isEmpty())) {
                tryDelete(folder + name);
            }
        }
    }

    private void tryDelete(String path) {
        try {
            storage.delete(path);
        } catch (IOException e) {
            // A lower lease has no effect.
        }
    }
}
