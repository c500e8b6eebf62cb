package org.znn.common.synthetic;

import java.util.Arrays;
import org.znn.common.geometry.Box;

/**
 * Synthetic electron-microscopy volume with labels: cells with dark membranes, grainy cytoplasm, vesicles and
 * mitochondria, sections of varying brightness, and camera noise. Each voxel depends only on the seed, the geometry and
 * its position, so boxes can be generated in any order and by any number of threads.
 */
public final class SyntheticTissue {

    private static final float CYTOPLASM = 152;
    private static final float MEMBRANE = 66;
    private static final float MITOCHONDRION = 112;
    /** Half the width of a membrane in the image, in nanometres. */
    private static final float SHADE_WIDTH = 13;
    /** Half the width of a membrane in the labels, in nanometres. */
    private static final float LABEL_WIDTH = 10;
    /** Minimum distance between organelles and the border, in nanometres. */
    private static final float CLEARANCE = 24;
    private static final float NOISE = 15;
    private static final float BRIGHTNESS_JITTER = 28;
    private static final float CONTRAST_JITTER = 0.16f;

    private final long seed;
    private final TissueGeometry geometry;
    private final SmoothNoise coarseGrain;
    private final SmoothNoise fineGrain;
    private final SmoothNoise stain;
    private final SmoothNoise cristae;
    private final SensorNoise camera;
    private final Vesicles vesicles;
    private final PositionHash sections;

    public SyntheticTissue(long seed, TissueGeometry geometry) {
        this.seed = seed;
        this.geometry = geometry;
        coarseGrain = new SmoothNoise(seed, 30, 1, 11);
        fineGrain = new SmoothNoise(seed, 31, 1, 4);
        stain = new SmoothNoise(seed, 32, geometry.sectionsSpanning(96), 96);
        cristae = new SmoothNoise(seed, 33, geometry.sectionsSpanning(20), 7);
        camera = new SensorNoise(seed, 34);
        vesicles = new Vesicles(seed, 35);
        sections = new PositionHash(seed, 36);
    }

    /**
     * Generates one box.
     *
     * @param box    box inside the volume
     * @param image  receives the grey values as {@code [z][y][x]}, uint8
     * @param labels receives the segment ids as {@code [z][y][x]}, uint32, 0 on membranes
     * @param first  index of the box's first voxel in both arrays
     */
    public void fill(Box box, byte[] image, int[] labels, int first) {
        int width = box.size().x();
        SeedBlock seeds = new SeedBlock(seed, geometry, box, CellStrip.WARP);
        CellStrip strip = new CellStrip(seed, geometry, width);
        float[] vesicleShade = new float[CellStrip.ROWS * width];
        for (int z = 0; z < box.size().z(); z++) {
            int sectionZ = box.start().z() + z;
            for (int y = 0; y < box.size().y();) {
                int firstY = box.start().y() + y;
                int rows = Math.min(box.size().y() - y, CellStrip.ROWS - Math.floorMod(firstY, CellStrip.ROWS));
                strip.compute(seeds, sectionZ, firstY, rows, box.start().x());
                Arrays.fill(vesicleShade, 0);
                vesicles.draw(sectionZ, firstY, rows, box.start().x(), width, vesicleShade);
                for (int r = 0; r < rows; r++) {
                    int offset = first + (z * box.size().y() + y + r) * width;
                    paint(seeds, strip, vesicleShade, r, sectionZ, firstY + r, box.start().x(), image, labels, offset);
                }
                y += rows;
            }
        }
    }

    private void paint(SeedBlock seeds, CellStrip strip, float[] vesicleShade, int r, int z, int y, int x,
            byte[] image, int[] labels, int offset) {
        int width = strip.width;
        float[] texture = new float[width];
        coarseGrain.addRow(z, y, x, width, 16, texture);
        fineGrain.addRow(z, y, x, width, 20, texture);
        float[] shade = new float[width];
        stain.addRow(z, y, x, width, 1, shade);
        float[] ridges = new float[width];
        if (strip.hasMitochondrion(r)) {
            cristae.addRow(z, y, x, width, 1, ridges);
        }
        float[] noise = new float[width];
        camera.addRow(z, y, x, NOISE, noise);
        long section = sections.bits(z, 0, 0);
        float brightness = BRIGHTNESS_JITTER * (PositionHash.uniform(section, 0) - 0.5f);
        float contrast = 1 + CONTRAST_JITTER * (PositionHash.uniform(section, 1) - 0.5f);
        for (int i = 0; i < width; i++) {
            int p = r * width + i;
            int s = strip.owner[p];
            float border = strip.border[p];
            float inside = Math.min(1, Math.max(0, border - CLEARANCE) / CLEARANCE);
            float v = CYTOPLASM + 24 * (seeds.tone[s] - 0.5f) + texture[i] + 8 * shade[i]
                    + inside * vesicleShade[p] * Math.min(1, 2 * seeds.tone[s]);
            float depth = Math.min(strip.mitochondrionDepth[p], 0.4f * inside);
            if (depth > 0) {
                float wall = Math.min(1, depth * 14);
                float skin = depth < 0.14f ? -28 : 26 * Math.abs(ridges[i]) - 12;
                v += wall * (MITOCHONDRION + skin + 0.5f * texture[i] - v);
            }
            float t = border / (SHADE_WIDTH * (1 + 0.3f * shade[i]));
            float membrane = 1 / (1 + t * t * t * t);
            v += membrane * (MEMBRANE + 0.5f * texture[i] - v);
            v = (v - 128) * contrast + 128 + brightness + noise[i];
            image[offset + i] = (byte) Math.max(0, Math.min(255, Math.round(v)));
            labels[offset + i] = border < LABEL_WIDTH ? 0 : seeds.segment[s];
        }
    }
}
