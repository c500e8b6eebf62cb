package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.znn.common.volume.VolumeException;

/** The messages of an object: a group, a dataset or a committed datatype (File Format Specification, IV.A.1). */
public final class ObjectHeader {

    private static final int SIGNATURE_BYTES = 4;
    private static final int OLD_PREFIX_BYTES = 16;
    private static final int OLD_MESSAGE_BYTES = 8;
    private static final int TIMES = 1 << 5;
    private static final int PHASE_CHANGE = 1 << 4;
    private static final int CREATION_ORDER = 1 << 2;
    private static final int MAX_PREFIX_BYTES = 4 + 1 + 1 + 16 + 4 + 8;
    private static final int MAX_MESSAGES = 1 << 18;
    private static final int MAX_SHARING_DEPTH = 8;
    private static final int SHARED_HEAP = 1;

    private final Hdf5File file;
    private final long address;
    private final List<Message> messages = new ArrayList<>();
    private final Deque<long[]> continuations = new ArrayDeque<>();
    private final Set<Long> seen = new HashSet<>();
    private long bytesRead;

    private ObjectHeader(Hdf5File file, long address) {
        this.file = file;
        this.address = address;
    }

    /**
     * Reads the header of an object.
     *
     * @throws IOException if the header is damaged
     */
    public static ObjectHeader read(Hdf5File file, long address) throws IOException {
        ObjectHeader header = new ObjectHeader(file, address);
        Fields prefix = file.readAtMost(address, MAX_PREFIX_BYTES);
        boolean isOld = !prefix.text(SIGNATURE_BYTES).equals("OHDR");
        if (isOld) {
            header.readOld(prefix.fromStart());
        } else {
            header.readRecent(prefix);
        }
        return header;
    }

    /** Returns the file of the object. */
    public Hdf5File file() {
        return file;
    }

    /** Returns the address of the header, which identifies the object in its file. */
    public long address() {
        return address;
    }

    /** Whether the object has a message of a type. */
    boolean has(int type) {
        return messages.stream().anyMatch(m -> m.type() == type);
    }

    /** Returns the body of the first message of a type, wherever it is stored; empty if there is none. */
    Optional<Fields> find(int type) throws IOException {
        List<Fields> all = all(type, 1);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    /** Returns the bodies of the first {@code limit} messages of a type. */
    List<Fields> all(int type, int limit) throws IOException {
        List<Fields> bodies = new ArrayList<>();
        for (Message message : messages) {
            if (message.type() == type && bodies.size() < limit) {
                bodies.add(message.isShared() ? shared(file, message.body().fromStart(), type, 0)
                        : message.body().fromStart());
            }
        }
        return bodies;
    }

    /** Follows a shared message to the object header that holds its contents, such as a committed datatype. */
    static Fields shared(Hdf5File file, Fields body, int type, int depth) throws IOException {
        int version = body.u8();
        int place = body.u8();
        if (version == 3 && place == SHARED_HEAP) {
            throw new VolumeException("the file keeps messages in a shared table, which is not supported; rewrite it"
                    + " with: h5repack FILE NEW_FILE");
        }
        if (depth > MAX_SHARING_DEPTH || version < 1 || version > 3) {
            throw new IOException("the file is damaged: a shared message leads nowhere");
        }
        if (version == 1) {
            body.skip(6);
            body.length();
        }
        for (Message message : read(file, body.address()).messages) {
            if (message.type() == type) {
                return message.isShared() ? shared(file, message.body().fromStart(), type, depth + 1)
                        : message.body().fromStart();
            }
        }
        throw new IOException("the file is damaged: a shared message leads nowhere");
    }

    private void readOld(Fields prefix) throws IOException {
        if (prefix.u8() != 1) {
            throw new IOException("the file is damaged: there is no object at position " + file.position(address));
        }
        prefix.skip(1 + 2 + 4);
        long bytes = prefix.unsigned(Integer.BYTES);
        readOldMessages(file.read(Hdf5File.plus(address, OLD_PREFIX_BYTES), bytes));
        while (!continuations.isEmpty()) {
            long[] next = continuations.remove();
            readOldMessages(file.read(next[0], next[1]));
        }
    }

    private void readOldMessages(Fields block) throws IOException {
        limit(block);
        while (block.remaining() >= OLD_MESSAGE_BYTES) {
            int type = block.u16();
            int bytes = block.u16();
            int flags = block.u8();
            block.skip(3);
            add(new Message(type, flags, block.part(bytes)));
        }
    }

    private void readRecent(Fields prefix) throws IOException {
        if (prefix.u8() != 2) {
            throw new IOException("the file is damaged: an object header has an unknown version");
        }
        int flags = prefix.u8();
        prefix.skip(((flags & TIMES) != 0 ? 16 : 0) + ((flags & PHASE_CHANGE) != 0 ? 4 : 0));
        long bytes = prefix.length(1 << (flags & 3));
        int start = prefix.position();
        Fields block = file.readChecked(address, Hdf5File.plus(start, bytes));
        block.moveTo(start);
        boolean isOrdered = (flags & CREATION_ORDER) != 0;
        readRecentMessages(block, isOrdered);
        while (!continuations.isEmpty()) {
            long[] next = continuations.remove();
            Fields more = file.readChecked(next[0], next[1] - Hdf5File.CHECKSUM_BYTES);
            if (!more.text(SIGNATURE_BYTES).equals("OCHK")) {
                throw new IOException("the file is damaged: the continuation of an object header is missing");
            }
            readRecentMessages(more, isOrdered);
        }
    }

    private void readRecentMessages(Fields block, boolean isOrdered) throws IOException {
        limit(block);
        int prefix = isOrdered ? 6 : 4;
        // Fewer bytes than a message needs are a gap.
        while (block.remaining() >= prefix) {
            int type = block.u8();
            int bytes = block.u16();
            int flags = block.u8();
            block.skip(isOrdered ? 2 : 0);
            add(new Message(type, flags, block.part(bytes)));
        }
    }

    /** Bounds the size of the header by that of the file. */
    private void limit(Fields block) throws IOException {
        bytesRead += block.remaining();
        if (bytesRead > file.source().length()) {
            throw new IOException("the file is damaged: the blocks of an object header overlap");
        }
    }

    private void add(Message message) throws IOException {
        if (message.type() == MessageType.CONTINUATION) {
            Fields body = message.body().fromStart();
            long[] next = {body.address(), body.length()};
            if (!seen.add(next[0])) {
                throw new IOException("the file is damaged: an object header contains circular references");
            }
            continuations.add(next);
        } else if (message.type() != 0) {
            messages.add(message);
            if (messages.size() > MAX_MESSAGES) {
                throw new IOException("the file is damaged: an object header has more than " + MAX_MESSAGES
                        + " messages");
            }
        }
    }
}
