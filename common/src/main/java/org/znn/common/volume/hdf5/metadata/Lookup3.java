package org.znn.common.volume.hdf5.metadata;

/** Bob Jenkins's hash lookup3 with the initial value 0, the checksum of HDF5's structures. */
final class Lookup3 {

    private static final int BLOCK = 12;
    private static final int SEED = 0xdeadbeef;

    private int a;
    private int b;
    private int c;

    private Lookup3(int length) {
        a = SEED + length;
        b = a;
        c = a;
    }

    /** Returns the checksum of the first {@code length} bytes. */
    static int of(byte[] bytes, int length) {
        if (length == 0) {
            return SEED;
        }
        Lookup3 state = new Lookup3(length);
        int at = 0;
        for (; length - at > BLOCK; at += BLOCK) {
            state.add(bytes, at, BLOCK);
            state.mix();
        }
        state.add(bytes, at, length - at);
        state.finish();
        return state.c;
    }

    private void add(byte[] bytes, int at, int count) {
        a += word(bytes, at, Math.min(4, count));
        b += word(bytes, at + 4, Math.min(4, count - 4));
        c += word(bytes, at + 8, Math.min(4, count - 8));
    }

    private static int word(byte[] bytes, int at, int count) {
        int word = 0;
        for (int i = 0; i < count; i++) {
            word |= (bytes[at + i] & 0xFF) << i * Byte.SIZE;
        }
        return word;
    }

    private void mix() {
        a -= c;
        a ^= Integer.rotateLeft(c, 4);
        c += b;
        b -= a;
        b ^= Integer.rotateLeft(a, 6);
        a += c;
        c -= b;
        c ^= Integer.rotateLeft(b, 8);
        b += a;
        a -= c;
        a ^= Integer.rotateLeft(c, 16);
        c += b;
        b -= a;
        b ^= Integer.rotateLeft(a, 19);
        a += c;
        c -= b;
        c ^= Integer.rotateLeft(b, 4);
        b += a;
    }

    private void finish() {
        c ^= b;
        c -= Integer.rotateLeft(b, 14);
        a ^= c;
        a -= Integer.rotateLeft(c, 11);
        b ^= a;
        b -= Integer.rotateLeft(a, 25);
        c ^= b;
        c -= Integer.rotateLeft(b, 16);
        a ^= c;
        a -= Integer.rotateLeft(c, 4);
        b ^= a;
        b -= Integer.rotateLeft(a, 14);
        c ^= b;
        c -= Integer.rotateLeft(b, 24);
    }
}
