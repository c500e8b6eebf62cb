package org.znn.common.segmentation;

import java.util.Arrays;

/** Disjoint-set forest over the elements 0 to n − 1, with union by size and path halving. Not thread-safe. */
public final class DisjointSets {

    /** Parent of each element; for a root, minus the size of its set. */
    private final int[] parents;

    /** Creates n sets of one element each. */
    public DisjointSets(int n) {
        parents = new int[n];
        Arrays.fill(parents, -1);
    }

    /** Returns the representative of the set that contains an element. */
    public int find(int element) {
        int current = element;
        while (parents[current] >= 0) {
            int parent = parents[current];
            if (parents[parent] >= 0) {
                parents[current] = parents[parent];
            }
            current = parent;
        }
        return current;
    }

    /** Merges the sets of two elements, which may be the same set, and returns the representative of the union. */
    public int union(int a, int b) {
        int first = find(a);
        int second = find(b);
        if (first == second) {
            return first;
        }
        int root = parents[first] <= parents[second] ? first : second;
        int other = root == first ? second : first;
        parents[root] += parents[other];
        parents[other] = root;
        return root;
    }

    /** Returns the number of elements in the set that contains an element. */
    public int setSize(int element) {
        return -parents[find(element)];
    }
}
