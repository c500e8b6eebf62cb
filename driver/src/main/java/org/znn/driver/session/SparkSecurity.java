package org.znn.driver.session;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.znn.driver.spark.ClusterShape;

/**
 * Authentication between the processes of an application: only who knows its secret may connect to their ports, which
 * accept code. The secret is in no command line; Spark passes it to executors in their environment. Settings of the
 * user take precedence: nothing is changed where {@code spark.authenticate} is set.
 */
final class SparkSecurity {

    /** Environment variable that {@code submit/znn} sets to the file with the secret of the cluster. */
    static final String SECRET_FILE_VARIABLE = "ZNN_CLUSTER_SECRET";

    private static final String AUTHENTICATE = "spark.authenticate";
    private static final String SECRET = "spark.authenticate.secret";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int SECRET_BYTES = 32;

    private SparkSecurity() {
    }

    /**
     * Returns the configuration with authentication: in local mode with a secret that Spark generates, on
     * {@code local-cluster} with a random secret, on a standalone cluster with the secret of the file that the
     * environment names.
     *
     * @param environment environment variables, as of {@link System#getenv()}
     * @throws org.znn.common.diagnostic.UserErrorException if the file of the secret cannot be used
     */
    static SparkConf secure(SparkConf user, Map<String, String> environment) {
        SparkConf conf = user.clone();
        String master = conf.get("spark.master", "");
        if (ClusterShape.isLocal(conf)) {
            // Nothing outside this machine takes part.
            conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
            conf.setIfMissing("spark.driver.host", LOOPBACK);
        }
        if (conf.contains(AUTHENTICATE)) {
            return conf;
        }
        String file = environment.getOrDefault(SECRET_FILE_VARIABLE, "");
        if (ClusterShape.isLocal(conf)) {
            conf.set(AUTHENTICATE, "true");
        } else if (master.startsWith("local-cluster")) {
            conf.set(AUTHENTICATE, "true").set(SECRET, randomSecret());
        } else if (master.startsWith("spark://") && !file.isBlank()) {
            conf.set(AUTHENTICATE, "true").set(SECRET, SecretFile.read(file));
            encrypt(conf);
        }
        return conf;
    }

    /** Sets the encryption that {@code submit/cluster} sets for its processes. */
    private static void encrypt(SparkConf conf) {
        conf.setIfMissing("spark.network.crypto.enabled", "true");
        conf.setIfMissing("spark.network.crypto.cipher", "AES/GCM/NoPadding");
        conf.setIfMissing("spark.network.crypto.authEngineVersion", "2");
        conf.setIfMissing("spark.network.crypto.saslFallback", "false");
    }

    private static String randomSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
