package org.znn.common.volume.hdf5.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.znn.common.volume.VolumeException;

/**
 * A selection of arbitrary blocks, as a tree: the indices along the first axis are cut into spans; within a span, every
 * index has the same selected elements along the other axes.
 */
final class BlockList implements Selection {

    private static final int MAX_SPANS = 1 << 18;
    private static final int MAX_PARTS = 1 << 22;

    private final int rank;
    private final long[] end;
    private final List<Span> roots;
    private int spans;
    /** Number of pairs of a span and a block that covers it. */
    private int parts;

    /**
     * Indices of an axis.
     *
     * @param from     first index
     * @param to       index behind the last one
     * @param inner    spans of the next axis; empty on the last one
     * @param before   number of selected elements before this span, under the same outer index
     * @param perIndex number of selected elements at each index
     */
    private record Span(long from, long to, List<Span> inner, long before, long perIndex) {
        long elements() {
            return (to - from) * perIndex;
        }
    }

    /**
     * Creates a selection.
     *
     * @param starts first index of each block along each axis
     * @param ends   last index of each block along each axis
     * @throws VolumeException if the blocks form too complicated a shape
     */
    BlockList(List<long[]> starts, List<long[]> ends, int rank) {
        this.rank = rank;
        end = new long[rank];
        List<Integer> all = new ArrayList<>();
        for (int b = 0; b < starts.size(); b++) {
            all.add(b);
            for (int d = 0; d < rank; d++) {
                end[d] = Math.max(end[d], ends.get(b)[d] + 1);
            }
        }
        roots = spans(starts, ends, all, 0);
    }

    private List<Span> spans(List<long[]> starts, List<long[]> ends, List<Integer> blocks, int axis) {
        long[] cuts = blocks.stream().flatMap(b -> List.of(starts.get(b)[axis], ends.get(b)[axis] + 1).stream())
                .mapToLong(Long::longValue).sorted().distinct().toArray();
        List<List<Integer>> covering = covering(starts, ends, blocks, axis, cuts);
        List<Span> found = new ArrayList<>();
        long before = 0;
        for (int i = 0; i + 1 < cuts.length; i++) {
            List<Integer> inside = covering.get(i);
            if (inside.isEmpty()) {
                continue;
            }
            if (++spans > MAX_SPANS) {
                throw tooComplicated();
            }
            List<Span> inner = axis == rank - 1 ? List.of() : spans(starts, ends, inside, axis + 1);
            long perIndex = axis == rank - 1 ? 1 : inner.stream().mapToLong(Span::elements).sum();
            Span span = new Span(cuts[i], cuts[i + 1], inner, before, perIndex);
            found.add(span);
            before += span.elements();
        }
        return found;
    }

    /** Returns the blocks that cover the indices between each pair of neighbouring cuts of an axis. */
    private List<List<Integer>> covering(List<long[]> starts, List<long[]> ends, List<Integer> blocks, int axis,
            long[] cuts) {
        List<List<Integer>> covering = new ArrayList<>();
        for (int i = 0; i + 1 < cuts.length; i++) {
            covering.add(new ArrayList<>());
        }
        for (int b : blocks) {
            for (int i = Arrays.binarySearch(cuts, starts.get(b)[axis]); cuts[i] <= ends.get(b)[axis]; i++) {
                covering.get(i).add(b);
                if (++parts > MAX_PARTS) {
                    throw tooComplicated();
                }
            }
        }
        return covering;
    }

    private static VolumeException tooComplicated() {
        return new VolumeException("the virtual dataset selects blocks of too complicated a shape; copy it to an"
                + " ordinary dataset in h5py");
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public long end(int axis) {
        return end[axis];
    }

    @Override
    public void forEachRowPartInside(long[] start, int[] count, RowPartVisitor visitor) throws IOException {
        inside(roots, 0, 0, start, count, new long[rank], visitor);
    }

    private void inside(List<Span> list, int axis, long number, long[] start, int[] count, long[] at,
            RowPartVisitor visitor) throws IOException {
        for (Span span : list) {
            long from = Math.max(span.from, start[axis]);
            long to = Math.min(span.to, start[axis] + count[axis]);
            if (from < to && axis == rank - 1) {
                at[axis] = from;
                visitor.visit(at, number + span.before + from - span.from, (int) (to - from));
                continue;
            }
            for (long i = from; i < to; i++) {
                at[axis] = i;
                inside(span.inner, axis + 1, number + span.before + (i - span.from) * span.perIndex, start, count, at,
                        visitor);
            }
        }
    }

    @Override
    public void forEachRowPart(long first, long count, RowPartVisitor visitor) throws IOException {
        numbered(roots, 0, 0, first, first + count, new long[rank], visitor);
    }

    private void numbered(List<Span> list, int axis, long number, long first, long last, long[] at,
            RowPartVisitor visitor) throws IOException {
        for (Span span : list) {
            long base = number + span.before;
            if (base >= last) {
                return;
            }
            long from = span.from + Math.max(0, first - base) / span.perIndex;
            long to = Math.min(span.to, span.from + (last - base - 1) / span.perIndex + 1);
            if (from < to && axis == rank - 1) {
                at[axis] = from;
                visitor.visit(at, base + from - span.from, (int) (to - from));
                continue;
            }
            for (long i = from; i < to; i++) {
                at[axis] = i;
                numbered(span.inner, axis + 1, base + (i - span.from) * span.perIndex, first, last, at, visitor);
            }
        }
    }
}
