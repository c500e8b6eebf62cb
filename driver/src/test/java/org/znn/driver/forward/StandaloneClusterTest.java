package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.driver.CommandResult;

/** Runs the packaged application with the shipped scripts on a standalone cluster of two workers. */
@Tag("slow")
class StandaloneClusterTest {

    @TempDir
    private Path folder;

    @Test
    void twoWorkersGiveTheExpectedBytes() throws Exception {
        NoiseJob job = new NoiseJob(folder.resolve("job"), SmallNetworks.DILATED, 41)
                .image("input", new NoiseImage(new Vec3(9, 171, 203), 1));
        job.set("is_bd_mirror", "yes").set("forward_outsz", "3,64,97");
        try {
            CommandResult cluster = script("submit/cluster", "start", "--workers", "2", "--cores", "1", "--memory",
                    "2g", "--port", String.valueOf(freePort()));
            cluster.assertSuccess();
            CommandResult result = script("submit/znn", "--master", cluster.out().strip(), "forward", "-c",
                    job.job());
            result.assertSuccess();
        } finally {
            CommandResult stopped = script("submit/cluster", "stop");
            assertTrue(stopped.err().contains("stopped (3 processes)"), stopped::all);
        }
        VolumeAssert.assertSameBits(WholeImageReference.of(job, Precision.FLOAT32, true, false).get("output"),
                job.result("output", Precision.FLOAT32), "output");
    }

    private CommandResult script(String name, String... arguments) throws Exception {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("submit/znn"))) {
            root = root.getParent();
        }
        List<String> command = new ArrayList<>(List.of(root.resolve(name).toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("ZNN_CLUSTER_DIR", folder.resolve("cluster").toString());
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new CommandResult(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
