package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Which array each storage of a pass lives in. Storages whose lifetimes do not meet share one: the longest storages
 * choose first, and each takes the first array that is free for its whole life.
 *
 * @param arrayOf the array of each storage, by the storage's number
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
    private record Life(int storage, int length, int first, int last, String names) {

        boolean meets(Life other) {
            return first <= other.last && other.first <= last;
        }
    }

    /** The plan for steps in the order in which they will run. */
    static MemoryPlan of(List<Step> steps) {
        List<Life> lives = lives(steps);
        Integer[] arrayOf = new Integer[lives.size()];
        List<List<Life>> arrays = new ArrayList<>();
        List<Life> longestFirst = new ArrayList<>(lives);
        longestFirst.sort(Comparator.comparingInt(Life::length).reversed());
        for (Life life : longestFirst) {
            int array = 0;
            while (array < arrays.size() && arrays.get(array).stream().anyMatch(life::meets)) {
                array++;
            }
            if (array == arrays.size()) {
                arrays.add(new ArrayList<>());
            }
            arrays.get(array).add(life);
            arrayOf[life.storage()] = array;
        }
        return new MemoryPlan(Arrays.asList(arrayOf), arrays.stream().map(MemoryPlan::buffer).toList());
    }

    private static Buffer buffer(List<Life> lives) {
        int length = lives.get(0).length();
        return new Buffer(length, lives.stream().sorted(Comparator.comparingInt(Life::first)).map(Life::names)
                .toList());
    }

    private static List<Life> lives(List<Step> steps) {
        TreeMap<Integer, Life> lives = new TreeMap<>();
        for (int i = 0; i < steps.size(); i++) {
            int now = i;
            for (Value value : steps.get(i).touches()) {
                lives.merge(value.storage(),
                        new Life(value.storage(), value.layout().length(), now, now, value.name()),
                        (old, fresh) -> new Life(old.storage(), Math.max(old.length(), fresh.length()), old.first(),
                                now, old.names()));
            }
        }
        return List.copyOf(lives.values());
    }

    /** Numbers in all arrays together. */
    long length() {
        return arrays.stream().mapToLong(Buffer::length).sum();
    }
}
