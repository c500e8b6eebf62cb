package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the little-endian fields of a structure one after another. Addresses and lengths have the widths that the
 * file's superblock states.
 */
public final class Fields {

    private final ByteBuffer bytes;
    private final int addressBytes;
    private final int lengthBytes;

    /**
     * Creates the reader of a structure.
     *
     * @param bytes        bytes of the structure, from position 0 to the limit
     * @param addressBytes width of an address in bytes, 1 to 8
     * @param lengthBytes  width of a length in bytes, 1 to 8
     */
    public Fields(ByteBuffer bytes, int addressBytes, int lengthBytes) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.addressBytes = addressBytes;
        this.lengthBytes = lengthBytes;
    }

    /** Reads an unsigned integer of 8 bits. */
    public int u8() throws IOException {
        require(1);
        return bytes.get() & 0xFF;
    }

    /** Reads an unsigned integer of 16 bits. */
    public int u16() throws IOException {
        return (int) unsigned(Short.BYTES);
    }

    /** Reads an unsigned integer of 32 bits. */
    public long u32() throws IOException {
        return unsigned(Integer.BYTES);
    }

    /** Reads an integer of 32 bits. */
    public int i32() throws IOException {
        require(Integer.BYTES);
        return bytes.getInt();
    }

    /** Reads an unsigned integer of 32 bits that counts things in memory. */
    public int count() throws IOException {
        int count = i32();
        if (count < 0) {
            throw damaged("it counts " + Integer.toUnsignedString(count) + " elements");
        }
        return count;
    }

    /** Reads an unsigned integer of {@code width} bytes, 0 to 8; of 8 bytes, all 64 bits are kept. */
    public long unsigned(int width) throws IOException {
        if (width < 0 || width > Long.BYTES) {
            throw damaged("it has numbers of " + width + " bytes");
        }
        require(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (bytes.get() & 0xFFL) << i * Byte.SIZE;
        }
        return value;
    }

    /** Reads an address; {@link Hdf5File#UNDEFINED} if all of its bits are set. */
    public long address() throws IOException {
        long address = unsigned(addressBytes);
        return addressBytes < Long.BYTES && address == (1L << addressBytes * Byte.SIZE) - 1 ? Hdf5File.UNDEFINED
                : address;
    }

    /** Reads a length, which is below 2^63. */
    public long length() throws IOException {
        return nonNegative(unsigned(lengthBytes));
    }

    /** Reads a length of {@code width} bytes, which is below 2^63. */
    public long length(int width) throws IOException {
        return nonNegative(unsigned(width));
    }

    private static long nonNegative(long length) throws IOException {
        if (length < 0) {
            throw damaged("it has a length of " + Long.toUnsignedString(length) + " bytes");
        }
        return length;
    }

    /** Returns the width of a length in bytes. */
    public int lengthBytes() {
        return lengthBytes;
    }

    /** Returns the width of an address in bytes. */
    public int addressBytes() {
        return addressBytes;
    }

    /** Reads the extent of an axis; all bits set mean -1, unlimited. */
    public long extent() throws IOException {
        long extent = unsigned(lengthBytes);
        return lengthBytes < Long.BYTES && extent == (1L << lengthBytes * Byte.SIZE) - 1 ? -1 : extent;
    }

    /** Reads {@code count} bytes. */
    public byte[] take(long count) throws IOException {
        require(count);
        byte[] taken = new byte[(int) count];
        bytes.get(taken);
        return taken;
    }

    /** Returns a reader of the next {@code count} bytes, which are skipped here. */
    public Fields part(long count) throws IOException {
        require(count);
        Fields part = new Fields(bytes.slice(bytes.position(), (int) count), addressBytes, lengthBytes);
        bytes.position(bytes.position() + (int) count);
        return part;
    }

    /** Returns another reader of all bytes of the structure. */
    public Fields fromStart() {
        return new Fields(bytes.duplicate().rewind(), addressBytes, lengthBytes);
    }

    /** Returns another reader of all bytes of the structure, with other widths of addresses and lengths. */
    Fields withWidths(int newAddressBytes, int newLengthBytes) {
        return new Fields(bytes.duplicate().rewind(), newAddressBytes, newLengthBytes);
    }

    /** Skips {@code count} bytes. */
    public void skip(long count) throws IOException {
        require(count);
        bytes.position(bytes.position() + (int) count);
    }

    /** Skips to the next multiple of {@code unit} bytes from the start of the structure, or to its end. */
    public void align(int unit) {
        bytes.position(Math.min(bytes.limit(), (bytes.position() + unit - 1) / unit * unit));
    }

    /** Continues at a position counted from the start of the structure. */
    public void moveTo(long position) throws IOException {
        if (position < 0 || position > bytes.limit()) {
            throw damaged("a field lies outside it");
        }
        bytes.position((int) position);
    }

    /** Returns the number of bytes before the next field. */
    public int position() {
        return bytes.position();
    }

    /** Returns the size of the structure in bytes. */
    public int size() {
        return bytes.limit();
    }

    /** Returns whether a bit of the structure is set; bit 0 is the highest bit of the first byte. */
    public boolean isSet(long bit) throws IOException {
        Fields at = fromStart();
        at.skip(bit / Byte.SIZE);
        return (at.u8() >> Byte.SIZE - 1 - bit % Byte.SIZE & 1) != 0;
    }

    /** Returns the number of bytes that follow. */
    public int remaining() {
        return bytes.remaining();
    }

    /** Reads text that ends with a zero byte. */
    public String terminated() throws IOException {
        int start = bytes.position();
        while (u8() != 0) {
            continue;
        }
        return text(start, bytes.position() - 1 - start);
    }

    /** Reads text of {@code count} bytes, which may end earlier with a zero byte. */
    public String text(long count) throws IOException {
        require(count);
        int start = bytes.position();
        int end = start;
        while (end < start + count && bytes.get(end) != 0) {
            end++;
        }
        bytes.position(start + (int) count);
        return text(start, end - start);
    }

    private String text(int start, int count) {
        byte[] characters = new byte[count];
        bytes.get(start, characters);
        return new String(characters, StandardCharsets.UTF_8);
    }

    /**
     * Reads a signature of four letters and a version.
     *
     * @throws IOException if they differ from the expected ones
     */
    public void expect(String signature, int version) throws IOException {
        String found = text(signature.length());
        int foundVersion = u8();
        if (!found.equals(signature) || foundVersion != version) {
            throw damaged("the signature " + signature + " is missing");
        }
    }

    /** Requires that the next four bytes are the checksum of all bytes before them. */
    public void requireChecksumHere() throws IOException {
        Hdf5File.requireChecksum(this, bytes.position());
    }

    /** Requires that the four bytes at a position are the checksum of all bytes, these four being zero. */
    void requireChecksumInside(int position) throws IOException {
        Fields sum = fromStart();
        sum.moveTo(position);
        int expected = sum.i32();
        byte[] all = before(size());
        Arrays.fill(all, position, position + Integer.BYTES, (byte) 0);
        Hdf5File.requireEqual(expected, Lookup3.of(all, all.length));
    }

    /** Returns the bytes of the structure before {@code end}. */
    byte[] before(int end) {
        byte[] first = new byte[end];
        bytes.get(0, first);
        return first;
    }

    private void require(long count) throws IOException {
        if (count < 0 || count > bytes.remaining()) {
            throw damaged("it ends early");
        }
    }

    private static IOException damaged(String reason) {
        return new IOException("the file is damaged: a structure is malformed, " + reason);
    }
}
