package org.znn.driver.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;

/** The settings under which our jobs run; what the user set himself stays. */
public final class SparkSetup {

    private SparkSetup() {
    }

    /** The user's settings with ours added. */
    public static SparkConf configure(SparkConf user) {
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
        int cores = ClusterShape.of(conf).cores();
        if (cores > 0) {
            // Two blocks an executor: they take turns on its threads, one reads or writes while the other computes.
            conf.setIfMissing("spark.task.cpus", String.valueOf(Math.max(1, cores / 2)));
        }
        return conf;
    }
}
