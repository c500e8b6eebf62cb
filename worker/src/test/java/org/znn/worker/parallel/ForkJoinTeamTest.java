package org.znn.worker.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every iteration of a loop is executed once, by all threads, even if iterations fail. */
class ForkJoinTeamTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void executesEveryIterationOnce(int size) {
        try (ForkJoinTeam team = new ForkJoinTeam(size)) {
            for (int count = 0; count < 300; count++) {
                int[] done = new int[count];
                team.parallelFor(count, index -> done[index]++);
                for (int index = 0; index < count; index++) {
                    assertEquals(1, done[index], "iteration " + index + " of " + count);
                }
            }
        }
    }

    @Test
    void usesAllThreads() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch together = new CountDownLatch(3);
        try (ForkJoinTeam team = new ForkJoinTeam(3)) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> team.parallelFor(3, index -> {
                threads.add(Thread.currentThread());
                together.countDown();
                await(together);
            }));
        }
        assertEquals(3, threads.size());
    }

    @Test
    void throwsTheFirstFailureAndRemainsUsable() {
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            for (int i = 0; i < 100; i++) {
                IllegalStateException failure = assertThrows(IllegalStateException.class,
                        () -> team.parallelFor(1000, ForkJoinTeamTest::failAt500));
                assertEquals("iteration 500", failure.getMessage());
            }
            assertThrows(StackOverflowError.class, () -> team.parallelFor(2, index -> {
                throw new StackOverflowError();
            }));
            int[] done = new int[10];
            team.parallelFor(10, index -> done[index]++);
            assertEquals(1, done[9]);
        }
    }

    @Test
    void supportsNestedAndConcurrentLoops() throws InterruptedException {
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            AtomicIntegerArray done = new AtomicIntegerArray(50 * 50);
            Runnable all = () -> team.parallelFor(50, i -> team.parallelFor(50, j -> done.incrementAndGet(50 * i + j)));
            Thread other = new Thread(all);
            other.start();
            all.run();
            other.join();
            for (int i = 0; i < done.length(); i++) {
                assertEquals(2, done.get(i));
            }
        }
    }

    @Test
    void completesForAnInterruptedCaller() {
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            Thread.currentThread().interrupt();
            int[] done = new int[1000];
            team.parallelFor(1000, index -> done[index]++);
            assertEquals(true, Thread.interrupted());
            assertEquals(1, done[999]);
        }
    }

    @Test
    void rejectsLoopsOnceClosed() {
        ForkJoinTeam team = new ForkJoinTeam(2);
        team.close();
        assertThrows(IllegalStateException.class, () -> team.parallelFor(2, index -> { }));
        assertThrows(IllegalArgumentException.class, () -> new ForkJoinTeam(0));
    }

    private static void failAt500(int index) {
        if (index == 500) {
            throw new IllegalStateException("iteration 500");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
