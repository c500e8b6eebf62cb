package org.znn.common.synthetic;

/** The few seeds relevant to one tile, in coordinates relative to the tile's corner. */
final class NearbySeeds {

    private static final float FAR = 1e9f;
    private static final int MAX_SEEDS = SeedBlock.maxNeighbours();

    private final int[] index = new int[MAX_SEEDS];
    private final float[] distance = new float[MAX_SEEDS];
    private final float[] z = new float[MAX_SEEDS];
    private final float[] y = new float[MAX_SEEDS];
    private final float[] x = new float[MAX_SEEDS];
    private final float[] weight = new float[MAX_SEEDS];
    private final int[] segment = new int[MAX_SEEDS];
    /** 1 / (2 · distance) for each pair of seeds. */
    private final float[] halfInverse = new float[MAX_SEEDS * MAX_SEEDS];
    private int count;
    private int nearest;
    private float border;
    private float squaredDistance;

    /**
     * Gathers the seeds that may be the nearest one, or the nearest one of another segment, to some point of a ball.
     *
     * @param corner corner of the tile in nanometres (z, y, x)
     * @param middle centre of the ball relative to the corner, in nanometres (z, y, x)
     * @param radius radius of the ball in nanometres
     */
    void gather(SeedBlock seeds, double[] corner, float[] middle, float radius) {
        int all = seeds.neighbours(corner[0] + middle[0], corner[1] + middle[1], corner[2] + middle[2], index);
        // Upper bounds within the ball of the power distances to the nearest seed and to that of another segment.
        float first = FAR;
        float second = FAR;
        int firstSegment = 0;
        for (int i = 0; i < all; i++) {
            int s = index[i];
            set(i, s, (float) (seeds.z[s] - corner[0]), (float) (seeds.y[s] - corner[1]),
                    (float) (seeds.x[s] - corner[2]));
            weight[i] = seeds.weight[s];
            segment[i] = seeds.segment[s];
            distance[i] = length(z[i] - middle[0], y[i] - middle[1], x[i] - middle[2]);
            float max = (distance[i] + radius) * (distance[i] + radius) - weight[i];
            if (segment[i] == firstSegment) {
                first = Math.min(first, max);
            } else if (max < first) {
                second = first;
                first = max;
                firstSegment = segment[i];
            } else {
                second = Math.min(second, max);
            }
        }
        count = 0;
        for (int i = 0; i < all; i++) {
            float min = Math.max(0, distance[i] - radius);
            if (min * min - weight[i] <= second) {
                set(count, index[i], z[i], y[i], x[i]);
                weight[count] = weight[i];
                segment[count++] = segment[i];
            }
        }
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                halfInverse[a * MAX_SEEDS + b] = 0.5f / length(z[a] - z[b], y[a] - y[b], x[a] - x[b]);
            }
        }
    }

    private void set(int i, int seed, float seedZ, float seedY, float seedX) {
        index[i] = seed;
        z[i] = seedZ;
        y[i] = seedY;
        x[i] = seedX;
    }

    /** Finds the cell that contains a point of the ball; the result is read with {@link #owner} and {@link #border}. */
    void locate(float pz, float py, float px) {
        // Nearest seed a at power distance first, and nearest seed b of another segment at power distance second.
        float first = FAR;
        float second = FAR;
        int a = -1;
        int b = -1;
        int ownSegment = 0;
        for (int i = 0; i < count; i++) {
            float dz = pz - z[i];
            float dy = py - y[i];
            float dx = px - x[i];
            float d = dz * dz + dy * dy + dx * dx - weight[i];
            if (d < first) {
                if (segment[i] != ownSegment) {
                    second = first;
                    b = a;
                    ownSegment = segment[i];
                }
                first = d;
                a = i;
            } else if (d < second && segment[i] != ownSegment) {
                second = d;
                b = i;
            }
        }
        nearest = index[a];
        squaredDistance = first + weight[a];
        border = b < 0 ? FAR : (second - first) * halfInverse[a * MAX_SEEDS + b];
    }

    /** Returns the seed of the located cell, as an index into the seed block. */
    int owner() {
        return nearest;
    }

    /** Returns the distance of the located point to the nearest cell of another segment in nanometres. */
    float border() {
        return border;
    }

    /** Returns the squared distance of the located point to its owner in square nanometres. */
    float squaredDistanceToOwner() {
        return squaredDistance;
    }

    static float length(float z, float y, float x) {
        return (float) Math.sqrt(z * z + y * y + x * x);
    }
}
