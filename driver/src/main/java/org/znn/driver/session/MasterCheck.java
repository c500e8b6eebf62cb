package org.znn.driver.session;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.package$;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.util.Utils;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.driver.report.FailureMessages;
import org.znn.driver.spark.SparkConfigErrors;
import scala.Option;

/**
 * Connects to the master of a standalone cluster before Spark starts. Spark itself would try for a minute, and say
 * neither that there is no cluster nor that the cluster requires a secret.
 */
final class MasterCheck {

    private static final String STANDALONE = "spark://";
    private static final String ENDPOINT = "Master";
    /** Limit for each master; a master that is alive answers within milliseconds. */
    private static final String TIMEOUT = "30s";

    private MasterCheck() {
    }

    /**
     * Returns if a master of the configuration accepts the connection, or if its cluster is not a standalone one.
     *
     * @throws UserErrorException if no master does
     */
    static void check(SparkConf conf) {
        String master = conf.get("spark.master", "");
        if (!master.startsWith(STANDALONE)) {
            return;
        }
        SparkConf probe = conf.clone().set("spark.rpc.lookupTimeout", TIMEOUT)
                .set("spark.rpc.io.connectionTimeout", TIMEOUT).set("spark.rpc.io.connectionCreationTimeout", TIMEOUT);
        SecurityManager security =
                new SecurityManager(probe, Option.empty(), package$.MODULE$.AUTH_SECRET_FILE());
        RpcEnv client = RpcEnv.create("znn-check", "localhost", -1, probe, security, true);
        try {
            connect(client, master, security.isAuthenticationEnabled());
        } finally {
            client.shutdown();
        }
    }

    private static void connect(RpcEnv client, String master, boolean authenticates) {
        Exception failure = null;
        for (String url : Utils.parseStandaloneMasterUrls(master)) {
            RpcAddress address = parse(url);
            try {
                client.setupEndpointRef(address, ENDPOINT);
                return;
            } catch (Exception e) {
                // A SparkException, which is checked but not declared by Scala. A standby master may accept.
                failure = e;
            }
        }
        throw explain(master, authenticates, failure);
    }

    private static RpcAddress parse(String url) {
        try {
            return RpcAddress.fromSparkURL(url);
        } catch (Exception e) {
            throw SparkConfigErrors.rejected(e);
        }
    }

    private static UserErrorException explain(String master, boolean authenticates, Exception failure) {
        UserErrorException error = isUnreachable(failure)
                ? new UserErrorException(master, "no cluster answers there", "start it (submit/cluster start), or"
                        + " correct --master; submit/cluster status shows whether a cluster of yours is running")
                : authenticates
                ? new UserErrorException(master, "the cluster does not accept the secret of this job",
                        "it is another cluster than the one that the secret belongs to, such as one of another user;"
                        + " start one of your own with submit/cluster start --port P, or use the secret of its owner")
                : new UserErrorException(master, "the cluster requires a secret, and this job has none",
                        "start a cluster of your own with submit/cluster start --port P; to use this one, ask its owner"
                        + " for the secret and name the file that holds it in " + SparkSecurity.SECRET_FILE_VARIABLE);
        error.initCause(failure);
        return error;
    }

    private static boolean isUnreachable(Exception failure) {
        return FailureMessages.findCause(failure, ConnectException.class).isPresent()
                || FailureMessages.findCause(failure, UnknownHostException.class).isPresent()
                || FailureMessages.findCause(failure, TimeoutException.class).isPresent();
    }
}
