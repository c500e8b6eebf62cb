package org.znn.driver.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/** Settings that every job runs under. */
class SparkSetupTest {

    private static final String PAGES = "spark.executor.defaultJavaOptions";

    @Test
    void executorsAskForLargePages() {
        assertTrue(SparkSetup.configure(new SparkConf(false)).get(PAGES).contains("-XX:+UseTransparentHugePages"));
    }

    @Test
    void whatTheUserSetStays() {
        SparkConf user = new SparkConf(false).set("spark.master", "local[1]").set(PAGES, "-Xss2m");
        assertEquals("-Xss2m", SparkSetup.configure(user).get(PAGES));
        assertEquals("local[1]", SparkSetup.configure(user).get("spark.master"));
    }
}
