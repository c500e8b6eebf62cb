package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;

/**
 * A link of a group.
 *
 * @param name    name of the link
 * @param address address of the object header a hard link leads to
 * @param target  path that a soft or external link leads to; empty for a hard link
 * @param file    file that an external link leads to; empty for other links
 */
public record Link(String name, long address, String target, String file) {

    private static final int HARD = 0;
    private static final int SOFT = 1;
    private static final int EXTERNAL = 64;
    private static final int HAS_TYPE = 1 << 3;
    private static final int HAS_ORDER = 1 << 2;
    private static final int HAS_CHARSET = 1 << 4;

    static Link hard(String name, long address) {
        return new Link(name, address, "", "");
    }

    static Link soft(String name, String target) {
        return new Link(name, Hdf5File.UNDEFINED, target, "");
    }

    /** Reads a link message (File Format Specification, IV.A.2.g). */
    static Link read(Fields body) throws IOException {
        if (body.u8() != 1) {
            throw new IOException("the file is damaged: a link has an unknown version");
        }
        int flags = body.u8();
        int type = (flags & HAS_TYPE) != 0 ? body.u8() : HARD;
        body.skip(((flags & HAS_ORDER) != 0 ? Long.BYTES : 0) + ((flags & HAS_CHARSET) != 0 ? 1 : 0));
        String name = body.text(body.length(1 << (flags & 3)));
        return switch (type) {
            case HARD -> hard(name, body.address());
            case SOFT -> soft(name, body.text(body.u16()));
            case EXTERNAL -> {
                Fields value = body.part(body.u16());
                value.skip(1);
                String file = value.terminated();
                yield new Link(name, Hdf5File.UNDEFINED, value.terminated(), file);
            }
            default -> soft(name, "");
        };
    }

    /** Whether the link leads to an object of the same file by its address. */
    public boolean isHard() {
        return address != Hdf5File.UNDEFINED;
    }

    /** Whether the link leads to an object of another file. */
    public boolean isExternal() {
        return !file.isEmpty();
    }
}
