package org.znn.driver.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of temporary files that {@code submit/temporary.sh} creates for a process. */
class TemporaryScriptTest {

    /** Makes the folder and prints the path of the user's folder and the name of the process's folder. */
    private static final String MAKE = "make_temporary_folder; echo \"${temporary_folder%/*} ${temporary_folder##*/}\"";

    @TempDir
    private Path parent;
    private String host;

    @BeforeEach
    void requireBash() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        host = bash("pid_space");
    }

    @Test
    void folderIsNamedAfterTheProcessAndPrivate() throws Exception {
        String[] made = bash("echo $$.$(start_of $$); " + MAKE).split("[ \\n]");
        assertEquals(made[0] + "." + host, made[2]);
        Path user = Path.of(made[1]);
        assertEquals(parent, user.getParent());
        for (Path folder : List.of(user, user.resolve(made[2]))) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        }
    }

    @Test
    void foldersOfProcessesThatAreGoneAreRemoved() throws Exception {
        Path user = user();
        long alive = ProcessHandle.current().pid();
        String start = bash("start_of " + alive);
        Path used = folder(user, alive + "." + start + "." + host);
        Path reusedPid = folder(user, alive + "." + start + "0." + host);
        Path gone = folder(user, "99999999.5." + host);
        Path ofAnotherMachine = folder(user, "99999999.5." + host + "x");
        Path ofAnotherContainer = folder(user, "99999999.5.1" + host);
        Path foreign = folder(user, "precious");
        bash(MAKE);
        assertTrue(Files.exists(used) && Files.exists(ofAnotherMachine) && Files.exists(ofAnotherContainer)
                && Files.exists(foreign));
        assertFalse(Files.exists(reusedPid) || Files.exists(gone));
    }

    @Test
    void linksAreNotFollowed() throws Exception {
        Path precious = folder(parent, "precious");
        Path user = user();
        Path link = Files.createSymbolicLink(user.resolve("99999999.5." + host), precious);
        bash(MAKE);
        assertTrue(Files.exists(precious.resolve("file")) && Files.isSymbolicLink(link));
    }

    @Test
    void anotherNameIsUsedIfTheUsersFolderIsNotPrivate() throws Exception {
        Path user = user();
        Path mine = folder(parent, "mine");
        folder(mine, "99999999.5." + host);
        Files.delete(user);
        Files.createSymbolicLink(user, mine);
        Path other = Path.of(bash(MAKE).split(" ")[0]);
        assertTrue(other.toString().matches(user + "\\.\\w{6}"), other::toString);
        assertTrue(Files.exists(mine.resolve("99999999.5." + host)));
        assertEquals(other, Path.of(bash(MAKE).split(" ")[0]), "not used again");

        Files.delete(user);
        Files.createDirectory(user, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(user, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(other, Path.of(bash(MAKE).split(" ")[0]), "everybody may write to the folder of the user");
    }

    @Test
    void startsAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        String starts = "for i in 1 2 3 4; do bash -c 'set -euo pipefail; . \"$0\"; make_temporary_folder; "
                + "[ -d \"$temporary_folder\" ]; rm -r \"$temporary_folder\"; echo made' \"$0\" & done; wait";
        assertEquals(List.of("made", "made", "made", "made"), bash(starts).lines().toList());
    }

    private Path user() throws Exception {
        Path user = Path.of(bash(MAKE).split(" ")[0]);
        bash("rm -r '" + user + "'/*");
        return user;
    }

    private static Path folder(Path parent, String name) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        Files.createFile(folder.resolve("file"));
        return folder;
    }

    private String bash(String command) throws Exception {
        Path script = Path.of("").toAbsolutePath();
        while (!Files.exists(script.resolve("submit/temporary.sh"))) {
            script = script.getParent();
        }
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c",
                "set -euo pipefail; say() { echo \"$@\"; }; . \"$0\"; " + command,
                script.resolve("submit/temporary.sh").toString()).redirectErrorStream(true);
        builder.environment().put("TMPDIR", parent.toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes()).strip();
        assertEquals(0, process.waitFor(), out);
        return out;
    }
}
