package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.driver.ClusterScript;
import org.znn.driver.CommandResult;
import org.znn.driver.ListeningSockets;
import org.znn.driver.OtherUser;

/** Runs the packaged application with the shipped scripts on a standalone cluster. */
@Tag("slow")
class StandaloneClusterTest {

    private static final Pattern WEB_PAGE = Pattern.compile("started at http://[^:]+(:\\d+)");
    private static final int BLOCKS = 5;
    private static final long TIMEOUT_NANOS = 600_000_000_000L;

    @TempDir
    private Path folder;
    private ClusterScript scripts;
    private NoiseJob job;
    private Process driver;

    @BeforeEach
    void createJob() throws IOException {
        scripts = new ClusterScript(folder);
        job = new NoiseJob(folder.resolve("job"), SmallNetworks.HEAVY, 11).image("input",
                new NoiseImage(new Vec3(3 * BLOCKS, 112, 112), 1));
        job.set("forward_outsz", "3,112,112").set("is_bd_mirror", "yes").set("num_threads", "1");
    }

    @AfterEach
    void stopCluster() throws Exception {
        if (driver != null) {
            driver.destroyForcibly();
        }
        scripts.stopCluster();
    }

    @Test
    void twoWorkersGiveTheExpectedBytes() throws Exception {
        String url = scripts.startCluster(2);
        forward(url).assertSuccess();
        assertResult();
        CommandResult stopped = scripts.stopCluster();
        assertTrue(stopped.err().contains("stopped (3 processes)"), stopped::all);
        assertFalse(Files.exists(scripts.clusterFolder().resolve("secret")));
    }

    @Test
    void onlyTheOwnerCanUseTheCluster() throws Exception {
        assumeTrue(OtherUser.canBeUsed(), OtherUser.REASON);
        assumeTrue(OtherUser.canRead(ClusterScript.ofProject("submit/znn")), "needs a checkout that others can read");
        String url = scripts.startCluster(1);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        OtherUser.giveTo(folder.resolve("job"));
        assertFalse(OtherUser.canRead(scripts.clusterFolder().resolve("secret")));
        Process submit = scripts.start(OtherUser.launcher(), "submit/znn", "--master", url, "forward", "-c", job.job());
        scripts.finish(submit).assertMessages(2, url + ": the cluster requires a secret, and this job has none");
        assertFalse(Files.exists(job.output("output")));
    }

    @Test
    void secretIsInNoCommandLineAndNoLog() throws Exception {
        startJob(scripts.startCluster(1), () -> {
            String secret = Files.readString(scripts.clusterFolder().resolve("secret")).strip();
            assertEquals(64, secret.length());
            for (long pid : processes()) {
                assertFalse(Files.readString(Path.of("/proc/" + pid + "/cmdline")).contains(secret));
            }
            for (String log : List.of("master.log", "worker-1.log")) {
                assertFalse(Files.readString(scripts.clusterFolder().resolve(log)).contains(secret), log);
            }
            assertEquals("rwx------", PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(scripts.clusterFolder())));
        });
    }

    @Test
    void portsListenOnTheLoopbackAddressAlone() throws Exception {
        assumeTrue(ListeningSockets.areKnown(), "needs /proc of Linux");
        startJob(scripts.startCluster(1), () -> {
            for (long pid : processes()) {
                assertEquals(List.of(), ListeningSockets.of(pid).stream()
                        .filter(address -> !address.startsWith("127.0.0.1:")).toList());
            }
        });
    }

    @Test
    void webPagesAreClosed() throws Exception {
        scripts.startCluster(1);
        for (String log : List.of("master.log", "worker-1.log")) {
            Matcher page = WEB_PAGE.matcher(Files.readString(scripts.clusterFolder().resolve(log)));
            assertTrue(page.find(), log);
            for (String path : List.of("/", "/json/", "/logPage/", "/workers/kill/", "/app/kill/")) {
                URI uri = URI.create("http://127.0.0.1" + page.group(1) + path);
                HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
                assertEquals(HttpURLConnection.HTTP_FORBIDDEN, connection.getResponseCode(), path);
            }
        }
    }

    @Test
    void jobThatLosesAllWorkersEndsAndResumes() throws Exception {
        String url = scripts.startCluster(1);
        // Long enough for the first executor to start on a busy machine, which counts as well.
        Process started = forwardWithParts(url, "spark.znn.cluster.patience=90s");
        // A worker that is killed takes its executors along.
        scripts.process("worker-1").destroyForcibly();
        scripts.finish(started).assertMessages(1, "no executor for 1 min: waiting for workers of " + url + "; ",
                "failed: no executor for 1 min 30 s, the limit of znn.cluster.patience: waited for workers of " + url,
                " blocks of sample1 are done; start the job again");
        assertFalse(Files.exists(job.output("output")));
        scripts.stopCluster();
        CommandResult resumed = forward(scripts.startCluster(1));
        resumed.assertSuccess();
        assertTrue(resumed.err().contains("sample1: reusing "), resumed::all);
        assertResult();
    }

    @Test
    void jobEndsIfTheClusterHasNoWorker() throws Exception {
        String url = scripts.startCluster(1);
        scripts.process("worker-1").destroyForcibly();
        CommandResult result = scripts.run("submit/znn", "--master", url, "--conf", "spark.znn.cluster.patience=5s",
                "forward", "-c", job.job());
        result.assertMessages(1, "failed: no executor for 5.0 s", "0 of " + BLOCKS + " blocks of sample1 are done");
        assertFalse(result.err().contains("Initial job has not accepted"), result::all);
    }

    /** Something to do while a job is running. */
    private interface Inspection {

        void run() throws IOException;
    }

    private void startJob(String url, Inspection inspection) throws Exception {
        Process submit = forwardWithParts(url, "spark.znn.parts.keep=no");
        inspection.run();
        scripts.finish(submit).assertSuccess();
    }

    /** Starts the job and waits until a block is finished. */
    private Process forwardWithParts(String url, String setting) throws Exception {
        driver = scripts.start(List.of(), "submit/znn", "--master", url, "--conf", setting, "forward", "-c", job.job());
        long end = System.nanoTime() + TIMEOUT_NANOS;
        while (job.partFiles().isEmpty()) {
            assertTrue(driver.isAlive() && System.nanoTime() < end, () -> "no block is finished");
            Thread.sleep(5);
        }
        return driver;
    }

    /** Returns the driver, the processes of the cluster and their executors. */
    private List<Long> processes() throws IOException {
        List<Long> pids = new ArrayList<>(List.of(driver.pid()));
        for (String name : List.of("master", "worker-1")) {
            pids.add(scripts.process(name).pid());
            scripts.process(name).descendants().forEach(executor -> pids.add(executor.pid()));
        }
        assertEquals(4, pids.size(), "driver, master, worker and executor");
        return pids;
    }

    private CommandResult forward(String url) throws Exception {
        return scripts.run("submit/znn", "--master", url, "forward", "-c", job.job());
    }

    private void assertResult() throws IOException {
        VolumeAssert.assertSameBits(WholeImageReference.of(job, Precision.FLOAT32, true, false).get("output"),
                job.result("output", Precision.FLOAT32), "output");
    }
}
