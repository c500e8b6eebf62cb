package org.znn.driver.session;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master$;
import org.apache.spark.rpc.RpcEnv;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.znn.common.diagnostic.UserErrorException;

/** The master of a standalone cluster with a secret, asked by jobs with and without it. */
class MasterCheckTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static UserGroupInformation user;
    private static RpcEnv master;

    @BeforeAll
    static void startMaster() throws IOException {
        // Local mode leaves its secret with the user of this JVM, where it would precede all others.
        user = UserGroupInformation.getLoginUser();
        UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(user.getShortUserName()));
        SparkConf conf = secured(new SparkConf(false).set("spark.master.rest.enabled", "false"), SECRET);
        master = Master$.MODULE$.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    }

    @AfterAll
    static void stopMaster() {
        master.shutdown();
        UserGroupInformation.setLoginUser(user);
    }

    @Test
    void jobWithTheSecretIsAccepted() {
        assertDoesNotThrow(() -> MasterCheck.check(secured(job(url()), SECRET)));
    }

    @Test
    void jobWithoutASecretIsRefused() {
        assertRefused(job(url()), url() + ": the cluster requires a secret, and this job has none; ");
    }

    @Test
    void jobWithAnotherSecretIsRefused() {
        assertRefused(secured(job(url()), "f".repeat(32)),
                url() + ": the cluster does not accept the secret of this job; ");
    }

    @Test
    void standbyMasterMayBeAway() throws IOException {
        String both = url().replace("spark://", "spark://127.0.0.1:" + freePort() + ",");
        assertDoesNotThrow(() -> MasterCheck.check(secured(job(both), SECRET)));
    }

    @Test
    void clusterThatDoesNotRunIsReported() throws IOException {
        String nowhere = "spark://127.0.0.1:" + freePort();
        assertRefused(job(nowhere), nowhere + ": no cluster answers there; start it (submit/cluster start)");
        assertRefused(job("spark://no.such.host.invalid:7077"),
                "spark://no.such.host.invalid:7077: no cluster answers there; ");
    }

    @Test
    void invalidUrlIsReported() {
        assertRefused(job("spark://127.0.0.1"), "Spark: ");
    }

    @Test
    void otherClustersAreNotAsked() {
        assertDoesNotThrow(() -> MasterCheck.check(job("local[1]")));
        assertDoesNotThrow(() -> MasterCheck.check(job("yarn")));
    }

    private static void assertRefused(SparkConf job, String message) {
        String refusal = assertThrows(UserErrorException.class, () -> MasterCheck.check(job)).getMessage();
        assertTrue(refusal.startsWith(message), refusal);
    }

    private static SparkConf job(String url) {
        return new SparkConf(false).set("spark.master", url);
    }

    private static SparkConf secured(SparkConf conf, String secret) {
        return conf.set("spark.authenticate", "true").set("spark.authenticate.secret", secret)
                .set("spark.network.crypto.enabled", "true").set("spark.network.crypto.cipher", "AES/GCM/NoPadding")
                .set("spark.network.crypto.authEngineVersion", "2").set("spark.network.crypto.saslFallback", "false");
    }

    private static String url() {
        return "spark://127.0.0.1:" + master.address().port();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
