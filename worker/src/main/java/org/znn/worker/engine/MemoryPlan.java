package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Assignment of storages to arrays. Storages with disjoint lifetimes may share an array: each storage is placed in the
 * array that is free during its whole lifetime and needs to grow least. Storages are placed once in order of decreasing
 * length and once in order of time; the smaller result is taken.
 *
 * @param arrayIndex index of the array of each storage, by the number of the storage; null if no step uses it
 * @param buffers    arrays to allocate
 */
record MemoryPlan(List<Integer> arrayIndex, List<Buffer> buffers) {

    /**
     * An array.
     *
     * @param length   number of elements
     * @param contents names of the activations that live in the array, in order of time
     */
    record Buffer(int length, List<String> contents) {
    }

    /** The steps during which a storage is in use, from {@code first} to {@code last}, both inclusive. */
    private record Lifetime(int storage, int length, int first, int last, String name) {

        boolean overlaps(Lifetime other) {
            return first <= other.last && other.first <= last;
        }
    }

    /** Plans the memory of steps that are executed in the given order. */
    static MemoryPlan of(List<Step> steps) {
        List<Lifetime> lifetimes = lifetimes(steps);
        MemoryPlan longestFirst = of(lifetimes, Comparator.comparingInt(Lifetime::length).reversed());
        MemoryPlan earliestFirst = of(lifetimes, Comparator.comparingInt(Lifetime::first));
        return earliestFirst.totalLength() <= longestFirst.totalLength() ? earliestFirst : longestFirst;
    }

    private static MemoryPlan of(List<Lifetime> lifetimes, Comparator<Lifetime> order) {
        Integer[] arrayIndex = new Integer[1 + lifetimes.stream().mapToInt(Lifetime::storage).max().orElse(-1)];
        List<List<Lifetime>> arrays = new ArrayList<>();
        for (Lifetime lifetime : lifetimes.stream().sorted(order).toList()) {
            List<Lifetime> array = arrays.stream().filter(a -> a.stream().noneMatch(lifetime::overlaps))
                    .min(Comparator.<List<Lifetime>>comparingInt(a -> Math.max(0, lifetime.length() - length(a)))
                            .thenComparingInt(MemoryPlan::length))
                    .orElse(null);
            if (array == null) {
                array = new ArrayList<>();
                arrays.add(array);
            }
            array.add(lifetime);
        }
        for (int i = 0; i < arrays.size(); i++) {
            for (Lifetime lifetime : arrays.get(i)) {
                arrayIndex[lifetime.storage()] = i;
            }
        }
        return new MemoryPlan(Arrays.asList(arrayIndex), arrays.stream().map(MemoryPlan::buffer).toList());
    }

    private static int length(List<Lifetime> array) {
        return array.stream().mapToInt(Lifetime::length).max().orElse(0);
    }

    private static Buffer buffer(List<Lifetime> lifetimes) {
        return new Buffer(length(lifetimes), lifetimes.stream().sorted(Comparator.comparingInt(Lifetime::first))
                .map(Lifetime::name).toList());
    }

    private static List<Lifetime> lifetimes(List<Step> steps) {
        TreeMap<Integer, Lifetime> lifetimes = new TreeMap<>();
        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            for (Activation activation : steps.get(i).operands()) {
                lifetimes.merge(activation.storage(),
                        new Lifetime(activation.storage(), activation.layout().length(), step, step,
                                activation.name()),
                        (old, fresh) -> new Lifetime(old.storage(), Math.max(old.length(), fresh.length()),
                                old.first(), step, old.name()));
            }
        }
        return List.copyOf(lifetimes.values());
    }

    /** Number of elements of all arrays together. */
    long totalLength() {
        return buffers.stream().mapToLong(Buffer::length).sum();
    }
}
