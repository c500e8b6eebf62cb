package org.znn.driver.forward.part;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Blocks of a sample whose parts are missing, damaged or of another job, found in one pass over the parts. */
public final class UnusableParts {

    /** With more parts that cannot be read their file system has failed, not the parts. */
    private static final int MAX_READ_ERRORS = 10;
    private static final int MAX_REASONS = 5;
    private static final int MAX_BLOCKS_SHOWN = 10;

    private final BitSet blocks = new BitSet();
    private final Map<String, BitSet> reasons = new LinkedHashMap<>();
    private int readErrors;

    /**
     * Adds a block.
     *
     * @param reason why its part cannot be used
     * @throws IOException if the thread was interrupted while it read the part, or if more than
     *                     {@value #MAX_READ_ERRORS} parts cannot be read, which computing them again would not mend
     */
    public void add(long block, PartException reason) throws IOException {
        if (reason.getCause() instanceof IOException failure
                && (isInterrupt(failure) || ++readErrors > MAX_READ_ERRORS)) {
            throw failure;
        }
        blocks.set(Math.toIntExact(block));
        String damage = reason.damage();
        String group = reasons.containsKey(damage) || reasons.size() < MAX_REASONS ? damage : "other damage";
        reasons.computeIfAbsent(group, g -> new BitSet()).set(Math.toIntExact(block));
    }

    /** Returns whether a signal stops the program: the parts are intact, although reading them fails. */
    private static boolean isInterrupt(IOException failure) {
        return failure instanceof ClosedByInterruptException || failure instanceof InterruptedIOException
                || Thread.currentThread().isInterrupted();
    }

    /** Returns whether a block has been added. */
    public boolean contains(long block) {
        return blocks.get(Math.toIntExact(block));
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** Returns the numbers of the blocks. */
    public BitSet blocks() {
        return (BitSet) blocks.clone();
    }

    /** Returns the blocks with the reasons, such as {@code blocks 4, 7: the file is missing; block 9: …}. */
    public String describe() {
        return reasons.entrySet().stream().sorted(Comparator.comparing(e -> e.getValue().nextSetBit(0)))
                .map(e -> numbers(e.getValue()) + ": " + e.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String numbers(BitSet blocks) {
        int count = blocks.cardinality();
        String shown = blocks.stream().limit(MAX_BLOCKS_SHOWN).mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        return (count == 1 ? "block " : "blocks ") + shown
                + (count > MAX_BLOCKS_SHOWN ? " and " + (count - MAX_BLOCKS_SHOWN) + " more" : "");
    }
}
