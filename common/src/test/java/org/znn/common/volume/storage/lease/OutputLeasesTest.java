package org.znn.common.volume.storage.lease;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;

/** Tests that one job at a time holds an output, and that those of killed jobs are taken over. No test waits. */
class OutputLeasesTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final int PATIENCE = 60;

    @TempDir
    private Path folder;
    @TempDir
    private Path procRoot;
    private FakeProc proc;
    private String output;
    private final List<String> messages = new ArrayList<>();
    /** What happens while a job waits, by the number of the observation. */
    private final List<Runnable> events = new ArrayList<>();
    private int pauses;

    @BeforeEach
    void boot() throws IOException {
        proc = new FakeProc(procRoot);
        output = folder + "/net";
        for (int pid = 1001; pid <= 1003; pid++) {
            proc.run(pid, "S", 9, "77");
        }
    }

    private OutputLeases job(long pid) {
        return job("host1", pid);
    }

    private OutputLeases job(String host, long pid) {
        LeaseTiming timing = new LeaseTiming(NEVER, Duration.ofSeconds(1), PATIENCE, time -> {
            assertEquals(Duration.ofSeconds(1), time);
            if (pauses < events.size()) {
                events.get(pauses).run();
            }
            pauses++;
        });
        return new OutputLeases(Storages.standard(), "train /jobs/a.cfg", timing, messages::add, proc.folder(),
                new JobProcess("ann", host, pid, "77", "boot-1", "pid:[4026531836]"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.[0-9a-f]{8}\\.", ".X.")).sorted()
                    .toList();
        }
    }

    private void assertRefused(OutputLeases second) {
        OutputHeldException e = assertThrows(OutputHeldException.class, () -> second.acquire(List.of(output)));
        assertEquals(output, e.output());
        assertTrue(e.getMessage().matches("is being written by another job, of ann on host\\d \\(process 1001, since"
                + " \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC: train /jobs/a.cfg\\)"), e.getMessage());
        second.close();
    }

    @Test
    void secondJobIsRefusedUntilTheFirstEnds() throws IOException {
        try (OutputLeases first = job(1001)) {
            first.acquire(List.of(output));
            first.requireHeld(output + "_current.h5");
            assertEquals(List.of(".net.lease-1"), files());
            assertRefused(job(1002));
            first.requireHeld(output + "_current.h5");
        }
        assertEquals(List.of(), files());
        try (OutputLeases next = job(1002)) {
            next.acquire(List.of(output));
        }
        assertEquals(List.of(), files());
        assertEquals(List.of(), messages);
        assertEquals(0, pauses);
    }

    @Test
    void missingFoldersAreCreated() throws IOException {
        output = folder + "/deep/er/net";
        try (OutputLeases job = job(1001)) {
            job.acquire(List.of(output));
            assertTrue(Files.exists(folder.resolve("deep/er/.net.lease-1")));
        }
    }

    @Test
    void killedJobOnThisMachineIsReplacedAtOnce() throws IOException {
        OutputLeases killed = job(1001);
        killed.acquire(List.of(output));
        proc.end(1001);
        try (OutputLeases next = job(1002)) {
            next.acquire(List.of(output));
            assertEquals(List.of(".net.lease-2"), files());
            assertEquals(0, pauses);
            assertEquals(1, messages.size(), messages.toString());
            assertTrue(messages.get(0).startsWith(output + ": continuing after a job that was killed, of ann on host1"
                    + " (process 1001, since "), messages.toString());
        }
        assertEquals(List.of(), files());
    }

    @Test
    void everyKilledJobIsReplaced() throws IOException {
        for (int pid = 1001; pid < 1006; pid++) {
            proc.run(pid, "S", 9, "77");
            job(pid).acquire(List.of(output));
            proc.end(pid);
            assertEquals(List.of(".net.lease-" + (pid - 1000)), files());
        }
    }

    @Test
    void jobElsewhereThatIsNotRenewedIsReplacedAfterAMinute() throws IOException {
        OutputLeases lost = job("host2", 1001);
        lost.acquire(List.of(output));
        try (OutputLeases next = job(1002)) {
            next.acquire(List.of(output));
            assertEquals(PATIENCE, pauses);
            assertEquals(2, messages.size(), messages.toString());
            assertTrue(messages.get(0).startsWith(output + ": waiting up to 60 s for a sign of life of ann on host2"),
                    messages.toString());
            assertTrue(messages.get(1).startsWith(output + ": no sign of life for 60 s; taking over from ann on"),
                    messages.toString());
            next.requireHeld(output + "_current.h5");
            LeaseLostException e = assertThrows(LeaseLostException.class,
                    () -> lost.requireHeld(output + "_current.h5"));
            assertTrue(e.getMessage().startsWith(output + ": another job has taken over this output, of ann on host1"
                    + " (process 1002, since "), e.getMessage());
            lost.close();
            next.requireHeld(output + "_current.h5");
        }
        assertEquals(List.of(), files());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, PATIENCE - 1})
    void jobElsewhereThatIsRenewedIsLeftAlone(int observation) throws IOException {
        try (OutputLeases first = job("host2", 1001)) {
            first.acquire(List.of(output));
            IntStream.range(0, observation).forEach(i -> events.add(() -> { }));
            events.add(first::renew);
            assertRefused(job(1002));
            assertEquals(observation + 1, pauses);
            first.requireHeld(output + "_current.h5");
            assertEquals(List.of(".net.X.renewal", ".net.lease-1"), files());
        }
        assertEquals(List.of(), files());
    }

    @Test
    void jobThatEndsWhileAnotherOneWatchesIsFollowedAtOnce() throws IOException {
        OutputLeases first = job("host2", 1001);
        first.acquire(List.of(output));
        events.add(first::close);
        try (OutputLeases next = job(1002)) {
            next.acquire(List.of(output));
            assertEquals(1, pauses);
            assertEquals(List.of(".net.lease-1"), files());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ZNN lease 1\ntoken=12", "something else\n\u0007"})
    void damagedLeaseIsReplacedAfterAMinute(String contents) throws IOException {
        Files.writeString(folder.resolve(".net.lease-1"), contents);
        try (OutputLeases next = job(1002)) {
            next.acquire(List.of(output));
            assertEquals(PATIENCE, pauses);
            assertEquals(output + ": no sign of life for 60 s; taking over from an unknown job, whose lease is damaged",
                    messages.get(1));
            assertEquals(List.of(".net.lease-2"), files());
        }
        assertEquals(List.of(), files());
    }

    /** On a disk without hard links a lease is empty for a moment after it was created. */
    @Test
    void leaseThatIsStillBeingWrittenIsRespected() throws IOException {
        try (OutputLeases first = job(1001)) {
            first.acquire(List.of(output));
            byte[] complete = Files.readAllBytes(folder.resolve(".net.lease-1"));
            Files.write(folder.resolve(".net.lease-1"), new byte[0]);
            events.add(() -> assertDoesNotThrow(() -> Files.write(folder.resolve(".net.lease-1"), complete)));
            assertRefused(job(1002));
            assertEquals(1, pauses);
        }
    }

    @Test
    void leaseOfAnotherFormCannotHaveForeignFilesDeleted() throws IOException {
        Files.writeString(folder.resolve("precious"), "kept");
        try (OutputLeases first = job("host2", 1001)) {
            first.acquire(List.of(output));
            Path lease = folder.resolve(".net.lease-1");
            Files.writeString(lease, Files.readString(lease).replaceFirst("renewal=.*", "renewal=precious"));
            try (OutputLeases next = job(1002)) {
                next.acquire(List.of(output));
            }
        }
        assertEquals(List.of("precious"), files());
    }

    @Test
    void samplesAreHeldOneByOne() throws IOException {
        try (OutputLeases first = job(1001); OutputLeases second = job(1002)) {
            first.acquire(List.of(output + "1", output + "10"));
            second.acquire(List.of(output + "2", output + "3"));
            assertEquals(List.of(".net1.lease-1", ".net10.lease-1", ".net2.lease-1", ".net3.lease-1"), files());
            try (OutputLeases third = job(1003)) {
                OutputHeldException e = assertThrows(OutputHeldException.class,
                        () -> third.acquire(List.of(output + "0", output + "2", output + "4")));
                assertEquals(output + "2", e.output());
                assertTrue(files().contains(".net0.lease-1"));
            }
            assertEquals(List.of(".net1.lease-1", ".net10.lease-1", ".net2.lease-1", ".net3.lease-1"), files());
            Files.delete(folder.resolve(".net1.lease-1"));
            first.requireHeld(output + "10_output.h5");
            first.requireHeld(folder + "/other");
            String lost = assertThrows(LeaseLostException.class, () -> first.requireHeld(output + "1_output.h5"))
                    .getMessage();
            assertTrue(lost.contains(".net1.lease-1 was removed or changed, perhaps with its folder: "), lost);
            assertThrows(LeaseLostException.class, () -> first.requireHeld(output + "1.png"));
        }
        assertEquals(List.of(), files());
    }

    @Test
    void samplesOfOneKilledJobAreWatchedTogether() throws IOException {
        List<String> outputs = IntStream.range(0, 300).mapToObj(i -> output + i).toList();
        job("host2", 1001).acquire(outputs);
        assertEquals(300, files().size());
        try (OutputLeases next = job(1002)) {
            next.acquire(outputs);
            assertEquals(PATIENCE, pauses);
            assertEquals(2, messages.size());
            assertEquals(300, files().size());
        }
        assertEquals(List.of(), files());
    }

    /** A job that was frozen for long must not take what others created meanwhile for its own. */
    @Test
    void frozenJobLeavesTheFilesOfItsSuccessorsAlone() throws IOException {
        OutputLeases frozen = job("host2", 1001);
        frozen.acquire(List.of(output));
        frozen.renew();
        try (OutputLeases second = job(1002)) {
            second.acquire(List.of(output));
        }
        try (OutputLeases third = job(1003)) {
            third.acquire(List.of(output));
            assertEquals(List.of(".net.lease-1"), files());
            byte[] contents = Files.readAllBytes(folder.resolve(".net.lease-1"));
            frozen.renew();
            assertThrows(LeaseLostException.class, () -> frozen.requireHeld(output + "_current.h5"));
            frozen.close();
            assertEquals(List.of(".net.lease-1"), files());
            assertEquals(new String(contents, StandardCharsets.UTF_8),
                    Files.readString(folder.resolve(".net.lease-1")));
            third.requireHeld(output + "_current.h5");
        }
    }

    @Test
    void filesGetTheirNamesOnlyWhileTheLeaseIsHeld() throws IOException {
        OutputLeases first = job("host2", 1001);
        first.acquire(List.of(output));
        Storage leased = Storages.standard().leasedBy(first).of(output);
        Files.writeString(folder.resolve("a"), "first");
        leased.rename(folder + "/a", output + "_current.h5");
        try (OutputLeases second = job(1002)) {
            second.acquire(List.of(output));
            Files.writeString(folder.resolve("b"), "late");
            assertThrows(LeaseLostException.class, () -> leased.rename(folder + "/b", output + "_current.h5"));
            assertEquals("first", Files.readString(folder.resolve("net_current.h5")));
        }
    }

    @Test
    void interruptEndsTheWatchAndReleasesWhatWasAcquired() throws IOException {
        job("host2", 1001).acquire(List.of(output + "2"));
        LeaseTiming timing = new LeaseTiming(NEVER, Duration.ofMillis(1), PATIENCE, time -> {
            Thread.currentThread().interrupt();
            LeaseTiming.STANDARD.sleeper().sleep(time);
        });
        try (OutputLeases next = new OutputLeases(Storages.standard(), "forward", timing, messages::add,
                proc.folder())) {
            assertThrows(InterruptedIOException.class, () -> next.acquire(List.of(output + "1", output + "2")));
        }
        assertTrue(Thread.interrupted(), "the caller must learn that it was asked to stop");
        assertEquals(List.of(".net2.lease-1"), files());
    }

    @Test
    void leftTemporaryFilesOfLeasesAreRemoved() throws IOException {
        Files.writeString(folder.resolve("..net.lease-1.01234567.pending"), "");
        Files.writeString(folder.resolve("..net_b.lease-1.01234567.pending"), "");
        try (OutputLeases job = job(1001)) {
            job.acquire(List.of(output));
        }
        assertEquals(List.of("..net_b.lease-1.X.pending"), files());
    }

    @Test
    void describesJobsWithoutWaiting() throws IOException {
        assertEquals(0, RunningJob.holders(Storages.standard(), List.of(output)).size());
        try (OutputLeases first = job("host2", 1001)) {
            first.acquire(List.of(output + "1", output + "2"));
            List<String> outputs = List.of(output + "0", output + "1", output + "2");
            assertEquals(List.of(List.of(output + "1", output + "2")),
                    List.copyOf(RunningJob.holders(Storages.standard(), outputs).values()));
        }
    }

    @Test
    void exactlyOneOfTwoJobsWinsEveryRound() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier barrier = new CyclicBarrier(2);
        try {
            for (int round = 0; round < 200; round++) {
                String name = output + round % 3;
                if (round % 2 == 1) {
                    proc.run(1000, "S", 9, "77");
                    job(1000).acquire(List.of(name));
                    proc.end(1000);
                }
                List<Callable<Boolean>> jobs = new ArrayList<>();
                for (int pid = 1001; pid <= 1002; pid++) {
                    OutputLeases job = job(pid);
                    jobs.add(() -> {
                        try {
                            return wins(job, name, barrier);
                        } catch (Exception e) {
                            // The other job would wait for this one.
                            barrier.reset();
                            throw e;
                        }
                    });
                }
                int winners = 0;
                for (Future<Boolean> result : threads.invokeAll(jobs)) {
                    winners += result.get() ? 1 : 0;
                }
                assertEquals(1, winners, "round " + round);
                assertEquals(List.of(), files());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean wins(OutputLeases job, String name, CyclicBarrier barrier) throws Exception {
        boolean won;
        try (job) {
            barrier.await();
            try {
                job.acquire(List.of(name));
                job.requireHeld(name + "_current.h5");
                won = true;
            } catch (OutputHeldException e) {
                won = false;
            }
            barrier.await();
        }
        barrier.await();
        return won;
    }
}
