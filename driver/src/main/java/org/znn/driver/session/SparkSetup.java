package org.znn.driver.session;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.spark.ClusterShape;
import org.znn.driver.spark.SparkMistake;
import scala.Tuple2;

/** The settings under which our jobs run; what the user set himself stays. */
public final class SparkSetup {

    private static final String HADOOP = "spark.hadoop.";

    private SparkSetup() {
    }

    /** All settings by key. */
    public static Map<String, String> asMap(SparkConf conf) {
        Map<String, String> settings = new TreeMap<>();
        for (Tuple2<String, String> setting : conf.getAll()) {
            settings.put(setting._1(), setting._2());
        }
        return settings;
    }

    /** The file systems as Spark's {@code spark.hadoop.*} settings configure them. */
    public static Storages storages(Map<String, String> settings) {
        Map<String, String> hadoop = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(HADOOP)) {
                hadoop.put(key.substring(HADOOP.length()), value);
            }
        });
        return new Storages(hadoop);
    }

    /** Starts Spark; throws {@link org.znn.common.problem.UserMistake} where it refuses its settings. */
    public static JavaSparkContext start(SparkConf conf) {
        try {
            return new JavaSparkContext(conf);
        } catch (Exception e) {
            // Scala declares no exceptions: SparkException arrives although the compiler rules it out.
            if (e instanceof IllegalArgumentException || e instanceof SparkException) {
                throw SparkMistake.refused(e);
            }
            throw e;
        }
    }

    /** The user's settings with ours added; the log is quieted where the user has not set it. */
    public static SparkConf configure(SparkConf user) {
        LibraryLog.quiet();
        SparkConf conf = user.clone();
        conf.setIfMissing("spark.master", "local[*]");
        conf.setIfMissing("spark.app.name", "ZNN");
        conf.set("spark.serializer", KryoSerializer.class.getName());
        conf.set("spark.kryo.registrator", KryoClasses.class.getName());
        conf.set("spark.kryo.registrationRequired", "true");
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.master.rest.enabled", "false");
        conf.setIfMissing("spark.locality.wait", "0s");
        // Maps of many channels lie on many pages: large ones save a part of the time to find them.
        conf.setIfMissing("spark.executor.defaultJavaOptions",
                "-XX:+IgnoreUnrecognizedVMOptions -XX:+UseTransparentHugePages");
        int cores = ClusterShape.of(conf).cores();
        if (cores > 0) {
            // Two blocks an executor: they take turns on its threads, one reads or writes while the other computes.
            conf.setIfMissing("spark.task.cpus", String.valueOf(Math.max(1, cores / 2)));
        }
        return conf;
    }
}
