package org.znn.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The user {@code nobody}, as whom tests that run as root start programs. */
public final class OtherUser {

    /** Why tests that need another user are skipped. */
    public static final String REASON = "needs root, the user nobody and setpriv, to act as another user";

    private static final String NAME = "nobody";

    private OtherUser() {
    }

    /** Returns whether programs can be started as this user. */
    public static boolean canBeUsed() {
        return System.getProperty("user.name").equals("root") && succeeds("true");
    }

    /** Returns the words before a command that is to run as this user. */
    public static List<String> launcher() {
        return List.of("setpriv", "--reuid=" + NAME, "--regid=65534", "--clear-groups");
    }

    /** Returns whether the user can read a file. */
    public static boolean canRead(Path file) {
        return succeeds("test", "-r", file.toString());
    }

    /** Makes this user the owner of a folder with everything in it. */
    public static void giveTo(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setOwner(file, file.getFileSystem().getUserPrincipalLookupService()
                        .lookupPrincipalByName(NAME));
            }
        }
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(Stream.concat(launcher().stream(), Stream.of(command)).toList())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
