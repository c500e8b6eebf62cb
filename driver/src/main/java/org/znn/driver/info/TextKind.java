package org.znn.driver.info;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;

/** The subject of a text file, recognised by its first line that is neither empty nor a comment, or by its ending. */
enum TextKind {
    NETWORK, JOB, OTHER;

    private static final int MAX_BYTES = 1 << 16;
    private static final Pattern NETWORK_LINE = Pattern.compile("(nodes|edges|edge_group|node_group)\\s+\\S+\\s*");
    private static final Pattern JOB_LINE = Pattern.compile("\\[\\s*\\w+\\s*]\\s*");

    static TextKind of(String path, Storages storages) throws IOException {
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".cfg") || name.endsWith(".spec")) {
            return JOB;
        }
        if (name.endsWith(".znn")) {
            return NETWORK;
        }
        Storage storage = storages.of(path);
        if (!storage.exists(path) || storage.isFolder(path)) {
            return OTHER;
        }
        try (ByteSource source = storage.open(path)) {
            byte[] head = source.read(0, (int) Math.min(MAX_BYTES, source.length()), ByteOrder.BIG_ENDIAN).array();
            String line = new String(head, StandardCharsets.ISO_8859_1).lines().map(String::strip)
                    .filter(l -> !l.isEmpty() && !l.startsWith("#")).findFirst().orElse("");
            return NETWORK_LINE.matcher(line).matches() ? NETWORK : JOB_LINE.matcher(line).matches() ? JOB : OTHER;
        }
    }
}
