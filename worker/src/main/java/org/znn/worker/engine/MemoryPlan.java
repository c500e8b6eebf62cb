package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Which array each storage of a pass lives in. Storages whose lifetimes do not meet share one: each takes the array,
 * free for its whole life, that must grow least. They choose once in the order of their lengths and once in the order
 * of time, and the smaller outcome counts.
 *
 * @param arrayOf the array of each storage, by the storage's number; null of one that no step touches
 * @param arrays  what must be allocated
 */
record MemoryPlan(List<Integer> arrayOf, List<Buffer> arrays) {

    /**
     * One array.
     *
     * @param length numbers it holds
     * @param holds  names of the values that live in it, in the order of their lives
     */
    record Buffer(int length, List<String> holds) {
    }

    /** A storage from the first step that touches it to the last, both included. */
    private record Life(int storage, int length, int first, int last, String name) {

        boolean meets(Life other) {
            return first <= other.last && other.first <= last;
        }
    }

    /** The plan for steps in the order in which they will run. */
    static MemoryPlan of(List<? extends PlannedStep> steps) {
        List<Life> lives = lives(steps);
        MemoryPlan longestFirst = of(lives, Comparator.comparingInt(Life::length).reversed());
        MemoryPlan earliestFirst = of(lives, Comparator.comparingInt(Life::first));
        return earliestFirst.length() <= longestFirst.length() ? earliestFirst : longestFirst;
    }

    private static MemoryPlan of(List<Life> lives, Comparator<Life> order) {
        Integer[] arrayOf = new Integer[1 + lives.stream().mapToInt(Life::storage).max().orElse(-1)];
        List<List<Life>> arrays = new ArrayList<>();
        for (Life life : lives.stream().sorted(order).toList()) {
            List<Life> array = arrays.stream().filter(a -> a.stream().noneMatch(life::meets))
                    .min(Comparator.<List<Life>>comparingInt(a -> Math.max(0, life.length() - length(a)))
                            .thenComparingInt(MemoryPlan::length))
                    .orElse(null);
            if (array == null) {
                array = new ArrayList<>();
                arrays.add(array);
            }
            array.add(life);
        }
        for (int i = 0; i < arrays.size(); i++) {
            for (Life life : arrays.get(i)) {
                arrayOf[life.storage()] = i;
            }
        }
        return new MemoryPlan(Arrays.asList(arrayOf), arrays.stream().map(MemoryPlan::buffer).toList());
    }

    private static int length(List<Life> array) {
        return array.stream().mapToInt(Life::length).max().orElse(0);
    }

    private static Buffer buffer(List<Life> lives) {
        return new Buffer(length(lives), lives.stream().sorted(Comparator.comparingInt(Life::first)).map(Life::name)
                .toList());
    }

    private static List<Life> lives(List<? extends PlannedStep> steps) {
        TreeMap<Integer, Life> lives = new TreeMap<>();
        for (int i = 0; i < steps.size(); i++) {
            int now = i;
            for (Value value : steps.get(i).touches()) {
                lives.merge(value.storage(),
                        new Life(value.storage(), value.layout().length(), now, now, value.name()),
                        (old, fresh) -> new Life(old.storage(), Math.max(old.length(), fresh.length()), old.first(),
                                now, old.name()));
            }
        }
        return List.copyOf(lives.values());
    }

    /** Numbers in all arrays together. */
    long length() {
        return arrays.stream().mapToLong(Buffer::length).sum();
    }
}
