package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.znn.common.volume.VolumeException;

/** The links of a group, in whichever of the format's three ways they are stored. */
public final class Group {

    private static final int LINK_RECORD = 5;
    private static final int HASH_BYTES = 4;

    private Group() {
    }

    /** Whether an object is a group. */
    public static boolean isGroup(ObjectHeader header) {
        return header.has(MessageType.SYMBOL_TABLE) || header.has(MessageType.LINK_INFO)
                || header.has(MessageType.LINK);
    }

    /** Returns the link with a name; empty if there is none. */
    public static Optional<Link> find(ObjectHeader group, String name) throws IOException {
        return links(group).stream().filter(l -> l.name().equals(name)).findFirst();
    }

    /**
     * Returns the links of a group, sorted by name.
     *
     * @throws VolumeException if the group has more than 200,000 links or 2^26 characters in their names
     * @throws IOException     if the group is damaged
     */
    public static List<Link> links(ObjectHeader group) throws IOException {
        LinkCollector links = new LinkCollector();
        Hdf5File file = group.file();
        for (Fields body : group.all(MessageType.LINK, Integer.MAX_VALUE)) {
            links.add(Link.read(body));
        }
        Optional<Fields> table = group.find(MessageType.SYMBOL_TABLE);
        if (table.isPresent()) {
            long tree = table.get().address();
            SymbolTable.collect(file, tree, LocalHeap.open(file, table.get().address()), links);
        }
        Optional<Fields> info = group.find(MessageType.LINK_INFO);
        if (info.isPresent()) {
            dense(file, info.get(), links);
        }
        return links.sorted();
    }

    private static void dense(Hdf5File file, Fields info, LinkCollector links) throws IOException {
        info.skip(1);
        info.skip((info.u8() & 1) != 0 ? Long.BYTES : 0);
        long heapAddress = info.address();
        long names = info.address();
        if (heapAddress == Hdf5File.UNDEFINED || names == Hdf5File.UNDEFINED) {
            return;
        }
        FractalHeap heap = FractalHeap.open(file, heapAddress);
        BTree2 tree = BTree2.open(file, names);
        if (tree.type() != LINK_RECORD) {
            throw new IOException("the file is damaged: the list of a group's links is missing");
        }
        tree.forEach(record -> {
            record.skip(HASH_BYTES);
            links.add(Link.read(heap.object(record)));
            return true;
        });
    }
}
