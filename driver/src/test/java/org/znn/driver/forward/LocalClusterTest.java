package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.driver.ZnnProcess;

/** Executors in processes of their own: all that crosses the wire is registered, and the bytes are the same. */
class LocalClusterTest {

    @TempDir
    private Path folder;

    @Test
    void bytesOfTwoExecutorsAreThoseOfOneJvm() throws Exception {
        Vec3 size = new Vec3(9, 43, 51);
        TestJob job = new TestJob(folder.resolve("job"), SmallNetworks.TWO_AND_TWO, 21)
                .image("em", new TestImage(size, 3)).image("hint", new TestImage(size, 4), new TestImage(size, 5));
        job.set("dtype", "float64").set("is_bd_mirror", "yes").set("forward_outsz", "2,16,19")
                .preprocess("standard3D");
        ZnnProcess.Result there = new ZnnProcess(folder).spark("spark.master", "local-cluster[2,1,2048]")
                .run("forward", "-c", job.write());
        assertEquals(0, there.exit(), there::all);
        Volume affinity = job.result("affinity", Precision.FLOAT64);
        Volume inside = job.result("inside", Precision.FLOAT64);
        job.set("forward_outsz", "auto");
        ZnnProcess.Result here = ZnnInProcess.run(1, Map.of(), "forward", "-c", job.write());
        assertEquals(0, here.exit(), here::all);
        TestJob.assertSameBits(affinity, job.result("affinity", Precision.FLOAT64), "affinity");
        TestJob.assertSameBits(inside, job.result("inside", Precision.FLOAT64), "inside");
    }
}
