package org.znn.common.segmentation;

import java.util.Arrays;

/** The numbers 0 to n - 1 in sets that are joined (union by size, paths halved). Not for several threads at once. */
public final class DisjointSets {

    /** The parent of a number; of a root, minus the size of its set. */
    private final int[] parents;

    /** Every number alone. */
    public DisjointSets(int n) {
        parents = new int[n];
        Arrays.fill(parents, -1);
    }

    /** The number that stands for the set which holds this one. */
    public int find(int number) {
        int at = number;
        while (parents[at] >= 0) {
            int above = parents[at];
            if (parents[above] >= 0) {
                parents[at] = parents[above];
            }
            at = above;
        }
        return at;
    }

    /** Joins the sets of two numbers, which may be the same, and returns the number that stands for the union. */
    public int join(int a, int b) {
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

    /** How many numbers the set of this one holds. */
    public int sizeOf(int number) {
        return -parents[find(number)];
    }
}
