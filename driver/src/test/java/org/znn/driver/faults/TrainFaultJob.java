package org.znn.driver.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.znn.driver.train.SavedNetworkAssert;
import org.znn.driver.train.TrainJobs;

/** Training on two samples; its progress is the number of saved checkpoints. */
final class TrainFaultJob extends FaultJob {

    private static final int CHECKPOINTS = 5;
    private static final int STEPS = 20;

    TrainFaultJob(Path folder) throws IOException {
        super(TrainJobs.small(folder));
        files().set("num_iter_per_save", String.valueOf(STEPS)).set("num_iter_per_show", "25")
                .set("num_iter_per_test", "30").set("num_iter_per_annealing", "40")
                .set("max_iter", String.valueOf(CHECKPOINTS * STEPS))
                .set("train_net_prefix", out().resolve("net").toString());
    }

    private Path trained(String suffix) {
        return out().resolve("net_" + suffix);
    }

    @Override
    JobKind kind() {
        return JobKind.TRAIN;
    }

    @Override
    int progress() {
        return (int) IntStream.rangeClosed(1, CHECKPOINTS).filter(c -> Files.exists(trained(c * STEPS + ".h5")))
                .count();
    }

    @Override
    int results() {
        return CHECKPOINTS;
    }

    @Override
    String unit() {
        return "checkpoints";
    }

    @Override
    List<Integer> moments() {
        return List.of(1, 2, 3);
    }

    @Override
    List<Path> inputs() {
        return List.of(files().file("image1.h5"), files().file("image2.h5"), files().file("label1.h5"),
                files().file("label2.h5"));
    }

    @Override
    Path neededInput() {
        return inputs().get(2);
    }

    @Override
    List<Path> ledger() {
        return List.of(trained("current.h5"));
    }

    @Override
    String[] rivalCommand() throws IOException {
        files().write("rival.cfg", Files.readString(Path.of(files().job())).replace("eta = 0.05", "eta = 0.04"));
        return new String[] {"train", "-c", files().file("rival.cfg").toString()};
    }

    /** Networks are compared by their contents, because they also hold the measured time of a step. */
    @Override
    void assertSame(Path expected, Path actual) throws IOException {
        if (actual.toString().endsWith(".h5")) {
            SavedNetworkAssert.assertSame(expected, actual);
        } else {
            assertEquals(-1, Files.mismatch(expected, actual), () -> "first byte that differs in " + actual);
        }
    }
}
