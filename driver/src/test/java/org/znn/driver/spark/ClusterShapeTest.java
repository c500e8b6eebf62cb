package org.znn.driver.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/** Executors as derived from the Spark settings. */
class ClusterShapeTest {

    @Test
    void followsTheMaster() {
        SparkConf conf = new SparkConf(false).set("spark.master", "local[8]");
        assertEquals(new ClusterShape(1, 8, Runtime.getRuntime().maxMemory()), ClusterShape.of(conf));
        conf.set("spark.master", "local-cluster[2, 3, 2048]");
        assertEquals(new ClusterShape(2, 3, 1L << 30), ClusterShape.of(conf));
        conf.set("spark.master", "spark://h:7077").set("spark.executor.memory", "4g")
                .set("spark.executor.cores", "16").set("spark.cores.max", "64");
        assertEquals(new ClusterShape(4, 16, 4L << 30), ClusterShape.of(conf));
        assertTrue(ClusterShape.of(new SparkConf(false)).cores() >= 1);
    }
}
