package org.znn.driver;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/** Addresses on which a process waits for TCP connections, from Linux's {@code /proc}. */
public final class ListeningSockets {

    private static final String LISTEN = "0A";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningSockets() {
    }

    /** Returns whether this system has the files. */
    public static boolean areKnown() {
        return Files.isReadable(Path.of("/proc/self/net/tcp"));
    }

    /** Returns the sockets of a process, each as {@code address:port}. */
    public static Set<String> of(long pid) throws IOException {
        Path process = Path.of("/proc", String.valueOf(pid));
        Set<String> own = inodes(process.resolve("fd"));
        Set<String> listening = new TreeSet<>();
        for (String protocol : Set.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(process.resolve("net").resolve(protocol))) {
                String[] fields = line.strip().split("\\s+");
                if (fields[STATE].equals(LISTEN) && own.contains("socket:[" + fields[INODE] + "]")) {
                    listening.add(address(fields[ADDRESS]));
                }
            }
        }
        return listening;
    }

    private static Set<String> inodes(Path descriptors) throws IOException {
        Set<String> inodes = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
            for (Path file : files) {
                try {
                    inodes.add(Files.readSymbolicLink(file).toString());
                } catch (NoSuchFileException e) {
                    // Closed since the folder was listed.
                    continue;
                }
            }
        }
        return inodes;
    }

    /** The kernel prints addresses as words of four bytes in the order of the machine. */
    private static String address(String text) throws IOException {
        String[] parts = text.split(":");
        byte[] bytes = HexFormat.of().parseHex(parts[0]);
        ByteBuffer words = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.nativeOrder());
        ByteBuffer network = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
        while (words.hasRemaining()) {
            network.putInt(words.getInt());
        }
        return InetAddress.getByAddress(bytes).getHostAddress() + ":" + Integer.parseInt(parts[1], 16);
    }
}
