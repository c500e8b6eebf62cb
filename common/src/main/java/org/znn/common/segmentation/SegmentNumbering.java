package org.znn.common.segmentation;

/** Numbers segment ids of any 64-bit value as 1, 2, 3, … in order of appearance; id 0 (no segment) remains 0. */
public final class SegmentNumbering {

    private final LongCounts numbers;

    /**
     * Creates a numbering without ids.
     *
     * @param maxIds number of ids beyond which further ones are refused
     */
    public SegmentNumbering(int maxIds) {
        numbers = new LongCounts(maxIds);
    }

    /**
     * Returns the numbers of ids.
     *
     * @throws TooManySegmentsException if there are more ids than permitted
     */
    public int[] numbers(long[] ids) {
        int[] result = new int[ids.length];
        for (int v = 0; v < ids.length; v++) {
            result[v] = v > 0 && ids[v] == ids[v - 1] ? result[v - 1] : number(ids[v]);
        }
        return result;
    }

    private int number(long id) {
        if (id == 0) {
            return 0;
        }
        long known = numbers.get(id);
        if (known == 0) {
            numbers.add(id, numbers.size() + 1L);
            return numbers.size();
        }
        return (int) known;
    }
}
