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
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.ResumePoint;
import org.znn.driver.ZnnProcess;
import org.znn.driver.choice.ForcedMeasuring;
import org.znn.driver.forward.ZnnInProcess;

/** {@code train_conv_mode = optimize}: measured once, then kept with the weights. */
class ChosenTrainingTest {

    @TempDir
    private Path folder;
    private final ForcedMeasuring measuring = new ForcedMeasuring();
    private TrainFolder one;

    @BeforeEach
    void aRunWithAChoice() throws Exception {
        one = job("one");
        run(1, one);
    }

    @Test
    void theThreePassesAreMeasuredWhereTheyAreNeeded() throws Exception {
        assertEquals(1, measuring.asked().size());
        assertEquals(3 * 3 - 1, measuring.asked().get(0).questions().size(), "nobody needs the image's gradient");
        assertTrue(measuring.asked().get(0).training());
        assertEquals(3, choice(one.file("_init.h5")).orElseThrow().layers().size());
        ZnnProcess.Result info = ZnnInProcess.run(1, Map.of(), "info", one.file("_12.h5").toString());
        assertTrue(info.out().contains("convolutions     " + choice(one.file("_12.h5")).orElseThrow().text()),
                info::all);
    }

    @Test
    void threadsAndInterruptionsDoNotShow() throws Exception {
        TrainFolder two = job("two").set("max_iter", "7");
        run(2, two);
        two.set("max_iter", "12");
        run(2, two);
        assertEquals(2, measuring.asked().size(), "not for the second half");
        for (String ending : List.of("_init.h5", "_6.h5", "_12.h5", "_current.h5")) {
            SameTraining.assertSame(one.file(ending), two.file(ending));
        }
    }

    @Test
    void executorsOfTheirOwnGoOnAlike() throws Exception {
        TrainFolder two = job("two").set("max_iter", "7");
        run(2, two);
        two.set("max_iter", "12");
        ZnnProcess.Result there = new ZnnProcess(two.path()).spark("spark.master", "local-cluster[2,1,2048]")
                .run("train", "-c", two.job());
        assertEquals(0, there.exit(), there::all);
        SameTraining.assertSame(one.file("_current.h5"), two.file("_current.h5"));
    }

    @Test
    void anotherModeGoesOnInItsOwnWay() throws Exception {
        one.set("train_conv_mode", "direct").set("max_iter", "14");
        run(2, one);
        assertEquals(1, measuring.asked().size());
        assertFalse(choice(one.file("_current.h5")).isPresent(), "nothing was measured that is to be kept");
        one.set("train_conv_mode", "optimize").set("max_iter", "16");
        run(2, one);
        assertEquals(2, measuring.asked().size());
    }

    private TrainFolder job(String name) throws Exception {
        return new TrainFolder(folder.resolve(name)).set("train_conv_mode", "optimize");
    }

    private void run(int cores, TrainFolder job) throws Exception {
        ZnnProcess.Result result = ZnnInProcess.run(cores, measuring, Map.of(), "train", "-c", job.job());
        assertEquals(0, result.exit(), result::all);
    }

    private static Optional<ConvolutionChoice> choice(Path file) {
        return NetworkFileReader.read(file.toString()).resume().flatMap(ResumePoint::choice);
    }
}
