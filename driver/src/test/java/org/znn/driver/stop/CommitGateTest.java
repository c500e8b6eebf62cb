package org.znn.driver.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Commits around the end of a JVM. */
class CommitGateTest {

    private final CommitGate gate = new CommitGate();

    @Test
    void closingWaitsForTheCommitsUnderWay() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        Thread task = new Thread(() -> gate.commit(() -> {
            begun.countDown();
            awaitUninterrupted(closing);
            events.add("committed");
        }));
        task.start();
        begun.await();
        Thread closer = new Thread(() -> {
            gate.close();
            events.add("closed");
        });
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        closing.countDown();
        closer.join();
        task.join();
        assertEquals(List.of("committed", "closed"), events);
    }

    @Test
    void noCommitBeginsOnceTheGateIsClosed() throws Exception {
        gate.close();
        List<String> events = new CopyOnWriteArrayList<>();
        Thread task = new Thread(() -> assertThrows(CancellationException.class,
                () -> gate.commit(() -> events.add("committed"))));
        task.start();
        while (task.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        task.interrupt();
        task.join();
        assertEquals(List.of(), events);
    }

    @Test
    void failedCommitDoesNotKeepTheGateOpen() {
        assertThrows(IOException.class, () -> gate.commit(() -> {
            throw new IOException("no space left");
        }));
        gate.close();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
