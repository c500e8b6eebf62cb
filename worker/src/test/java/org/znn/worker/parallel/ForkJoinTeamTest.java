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

/** Every part of a loop is done once, by all threads, whatever happens in it. */
class ForkJoinTeamTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void doesEveryPartOnce(int size) {
        try (ForkJoinTeam team = new ForkJoinTeam(size)) {
            for (int parts = 0; parts < 300; parts++) {
                int[] done = new int[parts];
                team.parallelFor(parts, part -> done[part]++);
                for (int part = 0; part < parts; part++) {
                    assertEquals(1, done[part], "part " + part + " of " + parts);
                }
            }
        }
    }

    @Test
    void allThreadsWorkAtOnce() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch together = new CountDownLatch(3);
        try (ForkJoinTeam team = new ForkJoinTeam(3)) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> team.parallelFor(3, part -> {
                threads.add(Thread.currentThread());
                together.countDown();
                await(together);
            }));
        }
        assertEquals(3, threads.size());
    }

    @Test
    void theFirstFailureIsThrownAndTheTeamGoesOn() {
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            for (int i = 0; i < 100; i++) {
                IllegalStateException failure = assertThrows(IllegalStateException.class, () -> team.parallelFor(1000, part -> {
                    if (part == 500) {
                        throw new IllegalStateException("part " + part);
                    }
                }));
                assertEquals("part 500", failure.getMessage());
            }
            assertThrows(StackOverflowError.class, () -> team.parallelFor(2, part -> {
                throw new StackOverflowError();
            }));
            int[] done = new int[10];
            team.parallelFor(10, part -> done[part]++);
            assertEquals(1, done[9]);
        }
    }

    @Test
    void loopsWithinLoopsAndFromOtherThreadsAreDoneToo() throws InterruptedException {
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
    void anInterruptedCallerStillGetsEverything() {
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            Thread.currentThread().interrupt();
            int[] done = new int[1000];
            team.parallelFor(1000, part -> done[part]++);
            assertEquals(true, Thread.interrupted());
            assertEquals(1, done[999]);
        }
    }

    @Test
    void aClosedTeamSaysSo() {
        ForkJoinTeam team = new ForkJoinTeam(2);
        team.close();
        assertThrows(IllegalStateException.class, () -> team.parallelFor(2, part -> { }));
        assertThrows(IllegalArgumentException.class, () -> new ForkJoinTeam(0));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
