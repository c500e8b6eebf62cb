package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.ResumePoint;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;
import org.znn.driver.ZnnProcess;
import org.znn.driver.autotune.ForcedAutotuner;

/** With {@code train_conv_mode = optimize} the algorithms are measured once and then saved with the weights. */
class AutotunedTrainingTest {

    @TempDir
    private Path folder;
    private final ForcedAutotuner autotuner = new ForcedAutotuner();
    private JobFolder one;

    @BeforeEach
    void trainWithAutotuning() throws Exception {
        one = job("one");
        run(1, one);
    }

    @Test
    void measuresAllRequiredPasses() throws Exception {
        assertEquals(1, autotuner.tasks().size());
        assertEquals(3 * 3 - 1, autotuner.tasks().get(0).tuningTasks().size(),
                "the gradient of the image is not needed");
        assertTrue(autotuner.tasks().get(0).training());
        assertEquals(3, algorithms(one.trained("_init.h5")).orElseThrow().layers().size());
        CommandResult info = ZnnInProcess.run(1, Map.of(), "info", one.trained("_12.h5").toString());
        assertTrue(info.out().contains("convolutions     " + algorithms(one.trained("_12.h5")).orElseThrow().text()),
                info::all);
    }

    @Test
    void savesTheSameBytesWithMoreThreadsAndAfterAnInterruption() throws Exception {
        JobFolder two = job("two").set("max_iter", "7");
        run(2, two);
        two.set("max_iter", "12");
        run(2, two);
        assertEquals(2, autotuner.tasks().size(), "the resumed run does not measure again");
        for (String ending : List.of("_init.h5", "_6.h5", "_12.h5", "_current.h5")) {
            SavedNetworkAssert.assertSame(one.trained(ending), two.trained(ending));
        }
    }

    @Test
    void savesTheSameBytesWhenResumedOnSeparateExecutors() throws Exception {
        JobFolder two = job("two").set("max_iter", "7");
        run(2, two);
        two.set("max_iter", "12");
        CommandResult resumed = new ZnnProcess(two.path()).spark("spark.master", "local-cluster[2,1,2048]")
                .run("train", "-c", two.job());
        resumed.assertSuccess();
        SavedNetworkAssert.assertSame(one.trained("_current.h5"), two.trained("_current.h5"));
    }

    @Test
    void resumesInAnotherMode() throws Exception {
        one.set("train_conv_mode", "direct").set("max_iter", "14");
        run(2, one);
        assertEquals(1, autotuner.tasks().size());
        assertFalse(algorithms(one.trained("_current.h5")).isPresent(), "direct mode saves no algorithms");
        one.set("train_conv_mode", "optimize").set("max_iter", "16");
        run(2, one);
        assertEquals(2, autotuner.tasks().size());
    }

    private JobFolder job(String name) throws Exception {
        return TrainJobs.small(folder.resolve(name)).set("train_conv_mode", "optimize");
    }

    private void run(int cores, JobFolder job) throws Exception {
        CommandResult result = ZnnInProcess.run(cores, autotuner, Map.of(), "train", "-c", job.job());
        result.assertSuccess();
    }

    private static Optional<AlgorithmSelection> algorithms(Path file) {
        return NetworkFileReader.read(file.toString()).resume().flatMap(ResumePoint::algorithms);
    }
}
