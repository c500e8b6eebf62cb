package org.znn.driver.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/** Spark settings of all jobs. */
class SparkSetupTest {

    private static final String JAVA_OPTIONS = "spark.executor.defaultJavaOptions";

    @Test
    void executorsUseHugePages() {
        SparkConf conf = SparkSetup.configure(new SparkConf(false));
        assertTrue(conf.get(JAVA_OPTIONS).contains("-XX:+UseTransparentHugePages"));
    }

    @Test
    void userSettingsTakePrecedence() {
        SparkConf user = new SparkConf(false).set("spark.master", "local[1]").set(JAVA_OPTIONS, "-Xss2m");
        assertEquals("-Xss2m", SparkSetup.configure(user).get(JAVA_OPTIONS));
        assertEquals("local[1]", SparkSetup.configure(user).get("spark.master"));
        user.set("spark.ui.enabled", "true");
        assertEquals("true", SparkSetup.configure(user).get("spark.ui.enabled"));
    }

    @Test
    void taskTakesHalfTheCoresOfAnExecutor() {
        SparkConf user = new SparkConf(false).set("spark.master", "local[8]");
        assertEquals("4", SparkSetup.configure(user).get("spark.task.cpus"));
    }
}
