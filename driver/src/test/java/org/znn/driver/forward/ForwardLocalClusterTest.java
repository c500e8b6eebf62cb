package org.znn.driver.forward;


import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnInProcess;
import org.znn.driver.ZnnProcess;

/** With separate executors all transferred classes are registered for serialization, and the output is the same. */
class ForwardLocalClusterTest {

    @TempDir
    private Path folder;

    @Test
    void twoExecutorsGiveTheBitsOfOneJvm() throws Exception {
        Vec3 size = new Vec3(9, 43, 51);
        NoiseJob job = new NoiseJob(folder.resolve("job"), SmallNetworks.TWO_AND_TWO, 21)
                .image("em", new NoiseImage(size, 3)).image("hint", new NoiseImage(size, 4), new NoiseImage(size, 5));
        job.set("dtype", "float64").set("is_bd_mirror", "yes").set("forward_outsz", "2,16,19")
                .preprocess("standard3D");
        CommandResult onCluster = new ZnnProcess(folder).spark("spark.master", "local-cluster[2,1,2048]")
                .run("forward", "-c", job.job());
        onCluster.assertSuccess();
        Volume affinity = job.result("affinity", Precision.FLOAT64);
        Volume inside = job.result("inside", Precision.FLOAT64);
        job.set("forward_outsz", "auto");
        CommandResult inProcess = ZnnInProcess.run(1, Map.of(), "forward", "-c", job.job(), "--overwrite");
        inProcess.assertSuccess();
        VolumeAssert.assertSameBits(affinity, job.result("affinity", Precision.FLOAT64), "affinity");
        VolumeAssert.assertSameBits(inside, job.result("inside", Precision.FLOAT64), "inside");
    }
}
