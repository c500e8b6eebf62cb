package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.nio.ByteOrder;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.storage.ByteSource;

/** Reads the superblock (File Format Specification, II.A), behind a user block of 0, 512, 1024, 2048, … bytes. */
final class Superblock {

    private static final long SIGNATURE = 0x894844460d0a1a0aL;
    private static final int FIRST_USER_BLOCK = 512;
    private static final int MAX_BYTES = 160;
    private static final int SWMR = 4;

    private Superblock() {
    }

    static Hdf5File read(ByteSource source) throws IOException {
        long start = find(source);
        Fields bytes = new Fields(source.read(start, (int) Math.min(MAX_BYTES, source.length() - start),
                ByteOrder.LITTLE_ENDIAN), Long.BYTES, Long.BYTES);
        bytes.skip(Long.BYTES);
        int version = bytes.u8();
        if (version > 3) {
            throw new VolumeException("the file has the superblock version " + version + ", which is not supported;"
                    + " convert it with: h5repack --high=2 FILE NEW_FILE");
        }
        return version < 2 ? old(source, start, bytes, version) : recent(source, start, bytes);
    }

    private static long find(ByteSource source) throws IOException {
        for (long start = 0; start + Long.BYTES <= source.length();
                start = start == 0 ? FIRST_USER_BLOCK : start * 2) {
            if (source.read(start, Long.BYTES, ByteOrder.BIG_ENDIAN).getLong(0) == SIGNATURE) {
                return start;
            }
        }
        throw new IOException("the file is not an HDF5 file: it has no signature");
    }

    private static Hdf5File old(ByteSource source, long start, Fields bytes, int version) throws IOException {
        bytes.skip(4);
        int addressBytes = width(bytes.u8());
        int lengthBytes = width(bytes.u8());
        bytes.skip(1 + 2 + 2 + 4 + (version == 1 ? 4 : 0));
        Fields addresses = sized(bytes, addressBytes, lengthBytes);
        long base = addresses.address();
        addresses.address();
        long end = addresses.address();
        addresses.address();
        // The entry of the root group: offset of its name, then its object header.
        addresses.length();
        return create(source, start, base, end, false, new Hdf5File(source, start, addressBytes, lengthBytes,
                addresses.address()));
    }

    private static Hdf5File recent(ByteSource source, long start, Fields bytes) throws IOException {
        int addressBytes = width(bytes.u8());
        int lengthBytes = width(bytes.u8());
        int flags = bytes.u8();
        Fields addresses = sized(bytes, addressBytes, lengthBytes);
        long base = addresses.address();
        addresses.address();
        long end = addresses.address();
        long root = addresses.address();
        Hdf5File.requireChecksum(bytes, bytes.position() + addresses.position());
        return create(source, start, base, end, (flags & SWMR) != 0,
                new Hdf5File(source, start, addressBytes, lengthBytes, root));
    }

    /** A file that is being written (SWMR) may state a past or future end; whatever is read is checked anyway. */
    private static Hdf5File create(ByteSource source, long start, long base, long end, boolean isBeingWritten,
            Hdf5File file) throws IOException {
        if (end == Hdf5File.UNDEFINED || isBeingWritten) {
            return file;
        }
        // Where a user block was put before a complete file, the end moved with the superblock.
        if (end < 0 || base < 0 || end - base > source.length() - start) {
            throw new IOException("the file has " + source.length() + " of " + Long.toUnsignedString(end - base + start)
                    + " bytes: it is truncated or damaged");
        }
        return file;
    }

    private static Fields sized(Fields bytes, int addressBytes, int lengthBytes) throws IOException {
        Fields whole = bytes.fromStart();
        whole.moveTo(bytes.position());
        return whole.part(whole.remaining()).withWidths(addressBytes, lengthBytes);
    }

    private static int width(int bytes) throws IOException {
        if (bytes != 2 && bytes != 4 && bytes != 8) {
            throw new IOException("the file is damaged: its addresses or lengths have " + bytes + " bytes");
        }
        return bytes;
    }
}
