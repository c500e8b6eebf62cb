package org.znn.driver.session;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.console.LibraryLog;
import org.znn.driver.spark.ClusterShape;
import org.znn.driver.spark.SparkConfigErrors;
import scala.Tuple2;

/** Configures and starts Spark; settings of the user take precedence. */
public final class SparkSetup {

    private static final String HADOOP = "spark.hadoop.";

    private SparkSetup() {
    }

    /** Returns all settings by key. */
    public static Map<String, String> asMap(SparkConf conf) {
        Map<String, String> settings = new TreeMap<>();
        for (Tuple2<String, String> setting : conf.getAll()) {
            settings.put(setting._1(), setting._2());
        }
        return settings;
    }

    /** Returns the file systems as configured by Spark's {@code spark.hadoop.*} settings. */
    public static Storages storages(Map<String, String> settings) {
        Map<String, String> hadoop = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(HADOOP)) {
                hadoop.put(key.substring(HADOOP.length()), value);
            }
        });
        return new Storages(hadoop);
    }

    /**
     * Starts Spark with authentication, see {@link SparkSecurity}. Throws
     * {@link org.znn.common.diagnostic.UserErrorException} if Spark rejects the settings, or the master of a standalone
     * cluster the application.
     */
    public static JavaSparkContext start(SparkConf conf) {
        SparkConf secured = SparkSecurity.secure(conf, System.getenv());
        MasterCheck.check(secured);
        try {
            return new JavaSparkContext(secured);
        } catch (Exception e) {
            // Scala has no checked exceptions: SparkException is thrown although the constructor does not declare it.
            if (e instanceof IllegalArgumentException || e instanceof SparkException) {
                throw SparkConfigErrors.rejected(e);
            }
            throw e;
        }
    }

    /** Returns the user's settings completed by our defaults; also lowers the log level of libraries. */
    public static SparkConf configure(SparkConf user) {
        LibraryLog.silence();
        SparkConf conf = user.clone();
        conf.setIfMissing("spark.master", "local[*]");
        conf.setIfMissing("spark.app.name", "ZNN");
        conf.set("spark.serializer", KryoSerializer.class.getName());
        conf.set("spark.kryo.registrator", ZnnKryoRegistrator.class.getName());
        conf.set("spark.kryo.registrationRequired", "true");
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.master.rest.enabled", "false");
        conf.setIfMissing("spark.locality.wait", "0s");
        // Many feature maps span many pages: huge pages reduce TLB misses.
        conf.setIfMissing("spark.executor.defaultJavaOptions",
                "-XX:+IgnoreUnrecognizedVMOptions -XX:+UseTransparentHugePages");
        int cores = ClusterShape.of(conf).cores();
        if (cores > 0) {
            // Two blocks per executor: one computes on its threads while the other reads or writes.
            conf.setIfMissing("spark.task.cpus", String.valueOf(Math.max(1, cores / 2)));
        }
        return conf;
    }
}
