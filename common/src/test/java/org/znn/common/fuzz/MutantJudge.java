package org.znn.common.fuzz;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import com.sun.management.ThreadMXBean;
import org.znn.common.PlainWords;

/**
 * Reads mutants and judges the answers: each is read, or refused by the readers' own exceptions in plain words, within
 * a time and a memory limit.
 */
final class MutantJudge implements AutoCloseable {

    /** Time limit, far above what the slowest mutant takes on a busy machine. */
    private static final int MAX_SECONDS = 60;
    /** Memory that reading may allocate beyond twice the size of the file, in bytes, all allocations together. */
    static final long MAX_BYTES = 256L << 20;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private ExecutorService reader = Executors.newSingleThreadExecutor();

    /**
     * Reads a mutant.
     *
     * @param path path of the mutant, with its dataset
     * @param size size of the mutant in bytes
     * @return what is wrong with the answer; empty if it is as it should be
     */
    Optional<String> fault(FuzzTarget target, String path, long size, long seed) throws InterruptedException {
        try {
            return reader.submit(() -> {
                long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                Optional<String> message = target.read(path, new Random(seed));
                long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
                if (bytes > MAX_BYTES + 2 * size) {
                    return Optional.of("allocates " + bytes + " bytes for a file of " + size);
                }
                return message.flatMap(m -> PlainWords.fault(m.replace(path, "")).map(fault -> fault + ": " + m));
            }).get(MAX_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            reader.shutdownNow();
            reader = Executors.newSingleThreadExecutor();
            return Optional.of("is not read within " + MAX_SECONDS + " s");
        } catch (ExecutionException e) {
            return Optional.of("escapes with " + e.getCause() + " at "
                    + (e.getCause().getStackTrace().length == 0 ? "?" : e.getCause().getStackTrace()[0]));
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
