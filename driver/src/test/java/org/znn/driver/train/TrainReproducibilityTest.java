package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;

/** End-to-end training: the saved bytes depend only on the job. */
class TrainReproducibilityTest {

    @TempDir
    private Path folder;

    @Test
    void savesTheSameBytesWithMoreThreadsAndAfterAnInterruption() throws Exception {
        JobFolder one = TrainJobs.small(folder.resolve("one"));
        CommandResult result = run(1, one);
        assertTrue(result.out().contains("update 12,    cost: "), result::all);
        assertTrue(result.out().contains("test iter: 10,     cost: "), result::all);
        assertFalse(result.out().contains("rand error"), result::all);

        JobFolder two = TrainJobs.small(folder.resolve("two")).set("max_iter", "7");
        run(2, two);
        two.set("max_iter", "12");
        CommandResult resumed = run(2, two);
        assertTrue(resumed.err().contains("resuming from " + two.trained("_current.h5") + " after step 7"),
                resumed::all);
        for (String ending : List.of("_init.h5", "_6.h5", "_12.h5", "_current.h5")) {
            SavedNetworkAssert.assertSame(one.trained(ending), two.trained(ending));
        }
    }

    @Test
    void savesTheSameBytesInFloat64AndDifferentOnesWithAnotherSeed() throws Exception {
        JobFolder one = TrainJobs.small(folder.resolve("one")).set("dtype", "float64");
        run(1, one);
        JobFolder two = TrainJobs.small(folder.resolve("two"));
        run(2, two, "-d", "double");
        SavedNetworkAssert.assertSame(one.trained("_12.h5"), two.trained("_12.h5"));
        JobFolder other = TrainJobs.small(folder.resolve("other")).set("seed", "8");
        run(2, other, "-d", "double");
        NetworkFile a = NetworkFileReader.read(one.trained("_12.h5").toString());
        NetworkFile b = NetworkFileReader.read(other.trained("_12.h5").toString());
        assertFalse(a.weights().biases().get("output")[0] == b.weights().biases().get("output")[0]);
    }

    @Test
    void errorDecreases() throws Exception {
        JobFolder job = TrainJobs.small(folder).set("max_iter", "200").set("num_iter_per_show", "50")
                .set("num_iter_per_annealing", "1000").set("num_iter_per_save", "199").set("test_num", "4")
                .set("num_iter_per_test", "200").set("batch", "1").set("eta", "0.02").set("is_data_aug", "no");
        run(2, job);
        NetworkFile file = NetworkFileReader.read(job.trained("_current.h5").toString());
        double[] cost = file.curve().train().values().get("err");
        assertTrue(cost[cost.length - 1] < 0.5 * cost[0], List.of(cost[0], cost[cost.length - 1])::toString);
        double test = file.curve().test().values().get("cls")[0];
        assertTrue(test < 0.15, "pixel error of the test " + test);
        assertTrue(Files.size(job.trained("_curve.png")) > 1000);
    }

    @Test
    void planCreatesNoFiles() throws Exception {
        JobFolder job = TrainJobs.small(folder);
        CommandResult plan = ZnnInProcess.run(2, Map.of(), "plan", "--train", "-c", job.job());
        plan.assertSuccess();
        assertTrue(plan.out().contains("steps       12, up to step 12, of 3 patches each"), plan::all);
        assertTrue(plan.out().contains("patch       1,12,12 output voxels, 1,"), plan::all);
        assertFalse(Files.exists(job.trained("_init.h5").getParent()));
    }

    private static CommandResult run(int cores, JobFolder job, String... options) throws Exception {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "train";
        arguments[1] = "-c";
        arguments[2] = job.job();
        System.arraycopy(options, 0, arguments, 3, options.length);
        CommandResult result = ZnnInProcess.run(cores, Map.of(), arguments);
        result.assertSuccess();
        return result;
    }
}
