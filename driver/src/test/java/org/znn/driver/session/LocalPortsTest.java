package org.znn.driver.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.internal.config.package$;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import org.junit.jupiter.api.Test;
import org.znn.driver.ListeningSockets;
import scala.Option;

/** Ports of a driver in local mode: reachable from this machine alone, and closed to programs without its secret. */
class LocalPortsTest {

    @Test
    void portsListenOnTheLoopbackAddressAlone() throws IOException {
        assumeTrue(ListeningSockets.areKnown(), "needs /proc of Linux");
        long self = ProcessHandle.current().pid();
        Set<String> before = ListeningSockets.of(self);
        try (JavaSparkContext spark = start()) {
            Set<String> opened = ListeningSockets.of(self);
            opened.removeAll(before);
            assertFalse(opened.isEmpty(), "Spark listens on " + spark.getConf().get("spark.driver.port"));
            assertEquals(List.of(), opened.stream().filter(address -> !address.startsWith("127.0.0.1:")).toList());
        }
    }

    @Test
    void programWithoutTheSecretIsRefused() {
        try (JavaSparkContext spark = start()) {
            SparkConf stranger = new SparkConf(false);
            SecurityManager none = new SecurityManager(stranger, Option.empty(), package$.MODULE$.AUTH_SECRET_FILE());
            RpcEnv client = RpcEnv.create("stranger", "127.0.0.1", -1, stranger, none, true);
            RpcAddress driver = new RpcAddress("127.0.0.1", spark.getConf().getInt("spark.driver.port", 0));
            try {
                assertThrows(Exception.class, () -> client.setupEndpointRef(driver, "HeartbeatReceiver"));
            } finally {
                client.shutdown();
            }
        }
    }

    private static JavaSparkContext start() {
        return SparkSetup.start(SparkSetup.configure(new SparkConf(false).set("spark.master", "local[1]")));
    }
}
