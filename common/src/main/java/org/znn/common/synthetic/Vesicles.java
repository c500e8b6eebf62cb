package org.znn.common.synthetic;

/** Vesicles: small dark rings around a bright spot, scattered over each section independently. */
final class Vesicles {

    /** Grid spacing of candidate positions in pixels. */
    private static final int SPACING = 13;
    /** Fraction of the candidates that become vesicles. */
    private static final float SHARE = 0.55f;
    /** Radius of the smallest vesicles in pixels. */
    private static final float MIN_RADIUS = 3;
    /** Difference between the largest and the smallest radius in pixels. */
    private static final float RADIUS_RANGE = 2;
    /** Distance from its centre in pixels within which a vesicle changes grey values. */
    private static final int REACH = 8;
    /** Change of the grey value on the ring and at the centre. */
    private static final float RING_DARKNESS = 38;
    private static final float CENTRE_BRIGHTNESS = 16;

    private final PositionHash hash;

    Vesicles(long seed, int purpose) {
        hash = new PositionHash(seed, purpose);
    }

    /** Adds the vesicles' grey values in rows y to y + rows − 1 of section z, starting at column x, to a strip. */
    void draw(int z, int y, int rows, int x, int width, float[] strip) {
        for (int gy = Math.floorDiv(y - REACH, SPACING); gy * SPACING <= y + rows + REACH; gy++) {
            for (int gx = Math.floorDiv(x - REACH, SPACING); gx * SPACING <= x + width + REACH; gx++) {
                long bits = hash.bits(z, gy, gx);
                float kind = PositionHash.uniform(bits, 0);
                if (kind < SHARE) {
                    float place = PositionHash.uniform(bits, 1) * SPACING;
                    float cy = gy * SPACING + place - y;
                    float cx = (gx + (place * 31 - (int) (place * 31))) * SPACING - x;
                    drawRing(cy, cx, MIN_RADIUS + RADIUS_RANGE * kind / SHARE, rows, width, strip);
                }
            }
        }
    }

    private static void drawRing(float cy, float cx, float radius, int rows, int width, float[] strip) {
        for (int r = Math.max(0, (int) cy - REACH); r <= Math.min(rows - 1, (int) cy + REACH); r++) {
            for (int i = Math.max(0, (int) cx - REACH); i <= Math.min(width - 1, (int) cx + REACH); i++) {
                float d = (float) Math.sqrt((r - cy) * (r - cy) + (i - cx) * (i - cx));
                float edge = Math.max(0, 1 - Math.abs(d - radius) / 2);
                float middle = Math.max(0, 1 - d / radius);
                strip[r * width + i] += CENTRE_BRIGHTNESS * middle - RING_DARKNESS * edge * edge;
            }
        }
    }
}
