package org.znn.common.synthetic;

/** The few seeds that matter to one tile, at places told from the tile's own corner. */
final class NearSeeds {

    private static final float FAR = 1e9f;
    private static final int MOST = SeedBlock.mostAround();

    private final int[] index = new int[MOST];
    private final float[] distance = new float[MOST];
    private final float[] z = new float[MOST];
    private final float[] y = new float[MOST];
    private final float[] x = new float[MOST];
    private final float[] weight = new float[MOST];
    private final int[] segment = new int[MOST];
    /** Half the inverse of the distance between two seeds. */
    private final float[] halfInverse = new float[MOST * MOST];
    private int count;
    private int nearest;
    private float border;
    private float square;

    /**
     * Gathers the seeds that can be nearest, or nearest of another segment, to some point of a ball.
     *
     * @param corner the tile's corner in nanometres (z, y, x)
     * @param middle of the ball, from the corner
     * @param radius of the ball
     */
    void gather(SeedBlock seeds, double[] corner, float[] middle, float radius) {
        int all = seeds.around(corner[0] + middle[0], corner[1] + middle[1], corner[2] + middle[2], index);
        float first = FAR;
        float second = FAR;
        int firstSegment = 0;
        for (int i = 0; i < all; i++) {
            int s = index[i];
            place(i, s, (float) (seeds.z[s] - corner[0]), (float) (seeds.y[s] - corner[1]),
                    (float) (seeds.x[s] - corner[2]));
            weight[i] = seeds.weight[s];
            segment[i] = seeds.segment[s];
            distance[i] = length(z[i] - middle[0], y[i] - middle[1], x[i] - middle[2]);
            float most = (distance[i] + radius) * (distance[i] + radius) - weight[i];
            if (segment[i] == firstSegment) {
                first = Math.min(first, most);
            } else if (most < first) {
                second = first;
                first = most;
                firstSegment = segment[i];
            } else {
                second = Math.min(second, most);
            }
        }
        count = 0;
        for (int i = 0; i < all; i++) {
            float least = Math.max(0, distance[i] - radius);
            if (least * least - weight[i] <= second) {
                place(count, index[i], z[i], y[i], x[i]);
                weight[count] = weight[i];
                segment[count++] = segment[i];
            }
        }
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                halfInverse[a * MOST + b] = 0.5f / length(z[a] - z[b], y[a] - y[b], x[a] - x[b]);
            }
        }
    }

    private void place(int i, int seed, float atZ, float atY, float atX) {
        index[i] = seed;
        z[i] = atZ;
        y[i] = atY;
        x[i] = atX;
    }

    /** Finds the cell a point of the ball lies in; {@link #owner} and {@link #border} then tell of it. */
    void locate(float pz, float py, float px) {
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
        square = first + weight[a];
        border = b < 0 ? FAR : (second - first) * halfInverse[a * MOST + b];
    }

    /** The seed whose cell it is, as an index of the block. */
    int owner() {
        return nearest;
    }

    /** Nanometres to the nearest cell of another segment. */
    float border() {
        return border;
    }

    /** Square of the distance to the owner. */
    float squareToOwner() {
        return square;
    }

    static float length(float z, float y, float x) {
        return (float) Math.sqrt(z * z + y * y + x * x);
    }
}
