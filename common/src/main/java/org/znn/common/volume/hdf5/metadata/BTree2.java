package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.geometry.IntMath;

/** A version 2 B-tree of records of equal size (File Format Specification, III.A.2). */
public final class BTree2 {

    private static final int HEADER_BYTES = 16;
    private static final int NODE_PREFIX_BYTES = 6;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NODE_BYTES = 16 << 20;

    private final Hdf5File file;
    private final int type;
    private final int nodeBytes;
    private final int recordBytes;
    private final int depth;
    private final Node root;
    private final int countBytes;
    /** Width of the total number of records below a node of each level, 0 for a leaf. */
    private final int[] totalBytes;
    private final int[] maxRecords;
    private final NodeCache<Fields> nodes = new NodeCache<>(Fields::size);

    private record Node(long address, int records) {
    }

    /** Compares the record that is searched for with the records of the tree. */
    @FunctionalInterface
    public interface Order {

        /** Returns a negative number if the record searched for comes before {@code record}, zero if it is that one. */
        int compare(Fields record) throws IOException;
    }

    /** Takes the records of the tree one after another. */
    @FunctionalInterface
    public interface Visitor {

        /** Takes a record; returns whether it wants more. */
        boolean visit(Fields record) throws IOException;
    }

    private BTree2(Hdf5File file, Fields header) throws IOException {
        this.file = file;
        header.expect("BTHD", 0);
        type = header.u8();
        nodeBytes = header.count();
        recordBytes = header.u16();
        depth = header.u16();
        header.skip(2);
        root = new Node(header.address(), header.u16());
        int smallest = NODE_PREFIX_BYTES + Hdf5File.CHECKSUM_BYTES;
        if (recordBytes < 1 || nodeBytes > MAX_NODE_BYTES || nodeBytes < smallest + recordBytes || depth > MAX_DEPTH) {
            throw new IOException("the file is damaged: an index has nodes of " + nodeBytes + " bytes, records of "
                    + recordBytes + " and " + depth + " levels");
        }
        totalBytes = new int[depth + 1];
        maxRecords = new int[depth + 1];
        maxRecords[0] = (nodeBytes - smallest) / recordBytes;
        countBytes = width(maxRecords[0]);
        double total = maxRecords[0];
        for (int level = 1; level <= depth; level++) {
            int pointer = file.addressBytes() + countBytes + totalBytes[level - 1];
            maxRecords[level] = (nodeBytes - smallest - pointer) / (recordBytes + pointer);
            total = (maxRecords[level] + 1.0) * total + maxRecords[level];
            if (maxRecords[level] < 1 || total > Long.MAX_VALUE) {
                throw new IOException("the file is damaged: an index has impossible nodes");
            }
            totalBytes[level] = width((long) total);
        }
    }

    /** Opens the tree whose header is at an address. */
    public static BTree2 open(Hdf5File file, long address) throws IOException {
        return new BTree2(file, file.readChecked(address,
                HEADER_BYTES + file.addressBytes() + Short.BYTES + file.lengthBytes()));
    }

    /** Returns the type of the records. */
    public int type() {
        return type;
    }

    /** Returns the size of a record in bytes. */
    public int recordBytes() {
        return recordBytes;
    }

    /** Returns the number of bytes that hold every integer from 0 to {@code limit}, which is at least 1. */
    static int width(long limit) {
        return IntMath.floorLog2(limit) / Byte.SIZE + 1;
    }

    /** Finds the record for which {@code order} returns zero; empty if there is none. */
    public Optional<Fields> find(Order order) throws IOException {
        Node node = root;
        for (int level = depth; node.records > 0; level--) {
            Fields bytes = node(node, level);
            int low = 0;
            int high = node.records;
            while (low < high) {
                int middle = (low + high) >>> 1;
                int sign = order.compare(record(bytes, middle));
                if (sign == 0) {
                    return Optional.of(record(bytes, middle));
                }
                low = sign > 0 ? middle + 1 : low;
                high = sign > 0 ? high : middle;
            }
            if (level == 0) {
                break;
            }
            node = child(bytes, node.records, low, level);
        }
        return Optional.empty();
    }

    /** Passes all records in their order to a visitor, as long as it wants more. */
    public void forEach(Visitor visitor) throws IOException {
        if (root.records > 0) {
            visit(root, depth, visitor);
        }
    }

    private boolean visit(Node node, int level, Visitor visitor) throws IOException {
        Fields bytes = node(node, level);
        for (int i = 0; i <= node.records; i++) {
            if (level > 0 && !visit(child(bytes, node.records, i, level), level - 1, visitor)) {
                return false;
            }
            if (i < node.records && !visitor.visit(record(bytes, i))) {
                return false;
            }
        }
        return true;
    }

    private Fields record(Fields node, int index) throws IOException {
        Fields at = node.fromStart();
        at.skip(NODE_PREFIX_BYTES + (long) index * recordBytes);
        return at.part(recordBytes);
    }

    private Node child(Fields node, int records, int index, int level) throws IOException {
        Fields at = node.fromStart();
        int pointer = file.addressBytes() + countBytes + totalBytes[level - 1];
        at.skip(NODE_PREFIX_BYTES + (long) records * recordBytes + (long) index * pointer);
        return new Node(at.address(), (int) at.unsigned(countBytes));
    }

    private Fields node(Node node, int level) throws IOException {
        if (node.records < 0 || node.records > maxRecords[level]) {
            throw new IOException("the file is damaged: a node of an index has " + node.records + " records");
        }
        int pointers = level == 0 ? 0
                : (node.records + 1) * (file.addressBytes() + countBytes + totalBytes[level - 1]);
        int used = NODE_PREFIX_BYTES + node.records * recordBytes + pointers;
        return nodes.get(node.address, () -> {
            Fields bytes = file.readChecked(node.address, used);
            bytes.expect(level == 0 ? "BTLF" : "BTIN", 0);
            return bytes;
        });
    }
}
