package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.nio.ByteOrder;
import org.znn.common.volume.storage.ByteSource;

/**
 * An HDF5 file open for reading: the facts of its superblock and access to its structures by address.
 *
 * @param source       bytes of the file
 * @param base         position in the file that addresses are relative to, the size of the user block
 * @param addressBytes width of an address in bytes
 * @param lengthBytes  width of a length in bytes
 * @param root         address of the object header of the root group
 */
public record Hdf5File(ByteSource source, long base, int addressBytes, int lengthBytes, long root) {

    /** The undefined address, with all bits set. */
    public static final long UNDEFINED = -1;

    /** Size of the checksum of a structure in bytes. */
    public static final int CHECKSUM_BYTES = 4;

    private static final int MAX_STRUCTURE_BYTES = 256 << 20;

    /**
     * Opens a file.
     *
     * @throws IOException if the file is damaged, truncated or not an HDF5 file
     */
    public static Hdf5File open(ByteSource source) throws IOException {
        return Superblock.read(source);
    }

    /** Returns the position in the file of an address. */
    public long position(long address) throws IOException {
        if (address < 0 || address > source.length() - base) {
            throw new IOException(address == UNDEFINED ? "the file is damaged: a structure has no address"
                    : "the file is damaged: the address " + Long.toUnsignedString(address) + " lies outside its "
                            + source.length() + " bytes");
        }
        return base + address;
    }

    /** Returns the address {@code offset} bytes behind another; undefined if there is none. */
    public static long plus(long address, long offset) {
        return address < 0 || offset < 0 || address > Long.MAX_VALUE - offset ? UNDEFINED : address + offset;
    }

    /**
     * Reads a structure of {@code count} bytes.
     *
     * @throws IOException if the structure lies outside the file or has more than 256 MiB
     */
    public Fields read(long address, long count) throws IOException {
        if (count < 0 || count > source.length()) {
            throw new IOException("the file is damaged: a structure of " + Long.toUnsignedString(count)
                    + " bytes is larger than the file of " + source.length());
        }
        if (count > MAX_STRUCTURE_BYTES) {
            throw new IOException("the file has a structure of " + count + " bytes, which is not supported; at most "
                    + MAX_STRUCTURE_BYTES + " are");
        }
        return new Fields(source.read(position(address), (int) count, ByteOrder.LITTLE_ENDIAN), addressBytes,
                lengthBytes);
    }

    /** Reads a structure of at most {@code count} bytes, fewer at the end of the file. */
    public Fields readAtMost(long address, long count) throws IOException {
        return read(address, Math.min(count, source.length() - position(address)));
    }

    /**
     * Reads a structure that ends with its checksum.
     *
     * @param count size in bytes without the checksum
     * @throws IOException if the checksum does not match
     */
    public Fields readChecked(long address, long count) throws IOException {
        Fields all = read(address, count < 0 ? count : plus(count, CHECKSUM_BYTES));
        requireChecksum(all, (int) count);
        return all.part(count);
    }

    /** Requires that the checksum which follows the first {@code count} bytes of a structure matches them. */
    static void requireChecksum(Fields all, int count) throws IOException {
        Fields sum = all.fromStart();
        sum.moveTo(count);
        requireEqual(sum.i32(), Lookup3.of(all.before(count), count));
    }

    static void requireEqual(int storedChecksum, int checksum) throws IOException {
        if (storedChecksum != checksum) {
            throw new IOException("the checksum of a structure does not match its contents: the file is damaged");
        }
    }
}
