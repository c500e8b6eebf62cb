package org.znn.common.segmentation;

import java.util.Arrays;

/**
 * Connected components of a volume that is read slab by slab, twice: {@link #add} every slab in order, {@link #finish},
 * then ask for the {@link #ids} of any slab. Memory beyond a slab grows with the number of components of the slabs, not
 * with the volume. The components are the same for every division into slabs, their numbers are not.
 */
public final class SlabComponents {

    private static final int INITIAL_SLABS = 16;
    private static final int INITIAL_COMPONENTS = 1024;

    private final int reach;
    private final int maxComponents;
    /** Parent of each component of a slab, one with a lower number; of a root, itself. Component 0 is none. */
    private int[] parents = new int[INITIAL_COMPONENTS];
    private int components = 1;
    /** First component of each slab. */
    private int[] firsts = new int[INITIAL_SLABS];
    private int slabs;
    /** Components of voxels without edges in their own slab but with edges to another, by slab and voxel. */
    private final LongCounts lone;
    /** Components of the last voxels of the slab added last, and the index of the first of them in that slab. */
    private int[] before = new int[0];
    private int beforeStart;
    private int[] numbers;
    private int count;

    /**
     * Creates components without slabs.
     *
     * @param reach         voxels at the end of a slab that edges of the next slab may lead to; at most one slab
     * @param maxComponents number of components of all slabs beyond which further ones are refused
     */
    public SlabComponents(int reach, int maxComponents) {
        this.reach = reach;
        this.maxComponents = maxComponents;
        lone = new LongCounts(maxComponents);
    }

    /**
     * Returns the component of each voxel, numbered from 1 in the order of their first voxels; 0 for a voxel that is
     * neither inside nor joined to another. Ignores edges to voxels before the slab.
     */
    static int[] label(VoxelGraph graph) {
        int n = graph.voxels();
        DisjointSets sets = new DisjointSets(n);
        graph.forEachEdge((voxel, other) -> {
            if (voxel >= 0 && other >= 0) {
                sets.union(voxel, other);
            }
        });
        int[] ids = new int[n];
        int last = 0;
        for (int v = 0; v < n; v++) {
            if (sets.setSize(v) > 1 || graph.isInside(v)) {
                // A root belongs to its own component, so that its id also serves to remember that of the component.
                int root = sets.find(v);
                if (ids[root] == 0) {
                    ids[root] = ++last;
                }
                ids[v] = ids[root];
            }
        }
        return ids;
    }

    /**
     * Adds the next slab.
     *
     * @throws TooManySegmentsException if there are more components than permitted
     */
    public void add(VoxelGraph graph) {
        if (slabs == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * slabs);
        }
        int first = components;
        firsts[slabs] = first;
        int[] ids = label(graph);
        int last = 0;
        for (int v = 0; v < ids.length; v++) {
            if (ids[v] > last) {
                last = ids[v];
                append();
            }
            ids[v] += ids[v] == 0 ? 0 : first - 1;
        }
        graph.forEachEdge((voxel, other) -> {
            if (voxel < 0 || other < 0) {
                union(component(ids, voxel), component(ids, other));
            }
        });
        beforeStart = Math.max(0, ids.length - reach);
        before = Arrays.copyOfRange(ids, beforeStart, ids.length);
        slabs++;
    }

    /** Returns the component of a voxel with an edge to another slab. */
    private int component(int[] ids, int voxel) {
        boolean earlier = voxel < 0;
        int[] known = earlier ? before : ids;
        int index = earlier ? before.length + voxel : voxel;
        if (known[index] == 0) {
            known[index] = append();
            lone.add(earlier ? key(slabs - 1, beforeStart + index) : key(slabs, voxel), known[index]);
        }
        return known[index];
    }

    private static long key(int slab, int voxel) {
        return (long) slab << Integer.SIZE | voxel;
    }

    private int append() {
        if (components > maxComponents) {
            throw new TooManySegmentsException(maxComponents);
        }
        if (components == parents.length) {
            parents = Arrays.copyOf(parents, (int) Math.min(Integer.MAX_VALUE - 8, 2L * components));
        }
        parents[components] = components;
        return components++;
    }

    private int find(int component) {
        int current = component;
        while (parents[current] != current) {
            parents[current] = parents[parents[current]];
            current = parents[current];
        }
        return current;
    }

    private void union(int a, int b) {
        int first = find(a);
        int second = find(b);
        parents[Math.max(first, second)] = Math.min(first, second);
    }

    /** Numbers the components; no slab can be added afterwards. */
    public void finish() {
        numbers = new int[components];
        for (int c = 1; c < components; c++) {
            int root = find(c);
            numbers[c] = root < c ? numbers[root] : ++count;
        }
        parents = null;
        before = null;
    }

    /** Returns the number of components of the volume. */
    public int count() {
        return count;
    }

    /**
     * Returns the component of each voxel of a slab, from 1 to {@link #count}; 0 for a voxel that is neither inside nor
     * joined to another.
     *
     * @param slab  index of the slab in the order of {@link #add}
     * @param graph the graph that was added; edges to voxels before the slab are ignored
     */
    public int[] ids(int slab, VoxelGraph graph) {
        int[] ids = label(graph);
        for (int v = 0; v < ids.length; v++) {
            int component = ids[v] == 0 ? (int) lone.get(key(slab, v)) : firsts[slab] - 1 + ids[v];
            ids[v] = numbers[component];
        }
        return ids;
    }
}
