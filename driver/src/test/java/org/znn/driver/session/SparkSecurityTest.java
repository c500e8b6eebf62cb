package org.znn.driver.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.diagnostic.UserErrorException;

/** Which applications authenticate, and with which secret. */
class SparkSecurityTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    @Test
    void localModeAuthenticatesOnTheLoopbackAddress() {
        SparkConf conf = secure("local[*]", Map.of());
        assertEquals("true", conf.get("spark.authenticate"));
        assertEquals("127.0.0.1", conf.get("spark.driver.host"));
        assertEquals("127.0.0.1", conf.get("spark.driver.bindAddress"));
        // Spark generates the secret of local mode.
        assertFalse(conf.contains("spark.authenticate.secret"));
    }

    @Test
    void everyLocalClusterHasItsOwnSecret() {
        SparkConf conf = secure("local-cluster[2,1,1024]", Map.of());
        assertEquals("true", conf.get("spark.authenticate"));
        assertEquals(64, conf.get("spark.authenticate.secret").length());
        assertNotEquals(conf.get("spark.authenticate.secret"),
                secure("local-cluster[2,1,1024]", Map.of()).get("spark.authenticate.secret"));
    }

    @Test
    void standaloneClusterUsesTheSecretOfTheFileEncrypted() throws IOException {
        SparkConf conf = secure("spark://h:7077", environment(secretFile(SECRET + "\n", "rw-------")));
        assertEquals("true", conf.get("spark.authenticate"));
        assertEquals(SECRET, conf.get("spark.authenticate.secret"));
        assertEquals("true", conf.get("spark.network.crypto.enabled"));
        assertEquals("false", conf.get("spark.network.crypto.saslFallback"));
    }

    @Test
    void secretIsUsedForStandaloneClustersAlone() {
        Map<String, String> none = environment(folder.resolve("none"));
        assertFalse(secure("local[1]", none).contains("spark.authenticate.secret"));
        assertFalse(secure("yarn", none).contains("spark.authenticate"));
        assertFalse(secure("spark://h:7077", Map.of()).contains("spark.authenticate"));
    }

    @Test
    void settingsOfTheUserTakePrecedence() {
        SparkConf user = new SparkConf(false).set("spark.master", "local[1]").set("spark.authenticate", "false")
                .set("spark.driver.host", "localhost");
        SparkConf conf = SparkSecurity.secure(user, Map.of());
        assertEquals("false", conf.get("spark.authenticate"));
        assertEquals("localhost", conf.get("spark.driver.host"));
    }

    @Test
    void secretThatOthersCanReadIsRefused() throws IOException {
        assertRefused(secretFile(SECRET, "rw-r-----"), "others than its owner may read or write it");
        assertRefused(secretFile(SECRET, "rw-----w-"), "others than its owner may read or write it");
    }

    @Test
    void fileWithoutASecretIsRefused() throws IOException {
        assertRefused(secretFile("\n", "rw-------"), "it holds no secret of at least 16 characters");
        assertRefused(secretFile("x".repeat(5000), "rw-------"), "it is too long for a secret");
        assertRefused(folder.resolve("none"), "it cannot be read");
    }

    private void assertRefused(Path file, String message) {
        String refusal = assertThrows(UserErrorException.class, () -> secure("spark://h:7077", environment(file)))
                .getMessage();
        assertTrue(refusal.startsWith("ZNN_CLUSTER_SECRET=" + file + ": " + message), refusal);
    }

    private Path secretFile(String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static Map<String, String> environment(Path file) {
        return Map.of("ZNN_CLUSTER_SECRET", file.toString());
    }

    private static SparkConf secure(String master, Map<String, String> environment) {
        return SparkSecurity.secure(new SparkConf(false).set("spark.master", master), environment);
    }
}
