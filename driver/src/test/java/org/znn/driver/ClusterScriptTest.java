package org.znn.driver;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code submit/cluster} refuses folders in which it would harm its user or others, and open addresses. */
class ClusterScriptTest {

    private static final String NO_COMMAND = "/bin/false";

    @TempDir
    private Path folder;
    private ClusterScript script;

    @BeforeEach
    void createScript() {
        // Nothing is built or started: the script would need a Java first.
        script = new ClusterScript(folder).environment("JAVA_HOME", NO_COMMAND);
    }

    @Test
    void filesOfTheUserAreKept() throws Exception {
        Path work = Files.createDirectories(script.clusterFolder().resolve("work"));
        Files.writeString(work.resolve("thesis.txt"), "precious");
        for (String command : new String[] {"start", "stop", "status"}) {
            script.run("submit/cluster", command).assertMessages(2,
                    "ZNN_CLUSTER_DIR is " + script.clusterFolder() + ", which holds other files (work); name a new");
        }
        assertTrue(Files.exists(work.resolve("thesis.txt")));
    }

    @Test
    void linkIsRefused() throws Exception {
        Files.createSymbolicLink(script.clusterFolder(), Files.createDirectory(folder.resolve("elsewhere")));
        script.run("submit/cluster", "start").assertMessages(2, "does not belong to you or is a link");
    }

    @Test
    void folderOfAnotherUserIsRefused() throws Exception {
        assumeTrue(OtherUser.canBeUsed(), OtherUser.REASON);
        OtherUser.giveTo(Files.createDirectory(script.clusterFolder()));
        script.run("submit/cluster", "start").assertMessages(2, "does not belong to you or is a link");
    }

    @Test
    void addressMustBeOneOfThisMachine() throws Exception {
        for (String address : new String[] {"0.0.0.0", "", "a b", "::"}) {
            script.run("submit/cluster", "start", "--address", address).assertMessages(2,
                    "--address is '" + address + "'; it should be one IPv4 address or name of this machine");
        }
    }
}
