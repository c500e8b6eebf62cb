package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The links of a group in the oldest form: a version 1 B-tree of symbol table nodes (III.A.1, III.B). */
final class SymbolTable {

    private static final int PREFIX_BYTES = 8;
    private static final int SOFT_LINK = 2;
    private static final int SCRATCH_BYTES = 16;
    private static final String TREE = "TREE";

    private SymbolTable() {
    }

    /**
     * Collects the links of a group.
     *
     * @param root  address of the root of the group's tree
     * @param names heap of the names
     * @param links collector of the links
     */
    static void collect(Hdf5File file, long root, LocalHeap names, LinkCollector links) throws IOException {
        Deque<Long> open = new ArrayDeque<>(List.of(root));
        Set<Long> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            long address = open.pop();
            if (file.read(address, TREE.length()).text(TREE.length()).equals(TREE)) {
                for (long child : children(file, address)) {
                    if (!seen.add(child)) {
                        throw new IOException("the file is damaged: a group contains circular references");
                    }
                    open.push(child);
                }
            } else {
                symbols(file, address, names, links);
            }
        }
    }

    private static long[] children(Hdf5File file, long address) throws IOException {
        long prefix = PREFIX_BYTES + 2L * file.addressBytes();
        Fields node = file.read(address, prefix);
        node.skip(TREE.length());
        if (node.u8() != 0) {
            throw new IOException("the file is damaged: the tree of a group is not one");
        }
        node.skip(1);
        int count = node.u16();
        Fields entries = file.read(Hdf5File.plus(address, prefix),
                count * ((long) file.lengthBytes() + file.addressBytes()));
        long[] children = new long[count];
        for (int i = 0; i < count; i++) {
            entries.skip(file.lengthBytes());
            children[i] = entries.address();
        }
        return children;
    }

    private static void symbols(Hdf5File file, long address, LocalHeap names, LinkCollector links)
            throws IOException {
        Fields node = file.read(address, PREFIX_BYTES);
        node.expect("SNOD", 1);
        node.skip(1);
        int count = node.u16();
        Fields entries = file.read(Hdf5File.plus(address, PREFIX_BYTES),
                count * ((long) file.lengthBytes() + file.addressBytes() + 8 + SCRATCH_BYTES));
        for (int i = 0; i < count; i++) {
            String name = names.text(entries.length());
            long object = entries.address();
            int cached = entries.i32();
            entries.skip(4);
            Fields scratch = entries.part(SCRATCH_BYTES);
            links.add(cached == SOFT_LINK ? Link.soft(name, names.text(scratch.unsigned(Integer.BYTES)))
                    : Link.hard(name, object));
        }
    }
}
