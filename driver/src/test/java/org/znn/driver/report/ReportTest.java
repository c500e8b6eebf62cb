package org.znn.driver.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.FloatVolume;

/** Durations, quantities, progress and preview images. */
class ReportTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void durations() {
        assertEquals("0.0 s", Durations.format(0));
        assertEquals("0.2 ms", Durations.format(0.0002));
        assertEquals("18 ms", Durations.format(0.0184));
        assertEquals("99 ms", Durations.format(0.0994));
        assertEquals("0.1 s", Durations.format(0.0996));
        assertEquals("0.8 s", Durations.format(0.84));
        assertEquals("10 s", Durations.format(9.96));
        assertEquals("3 min 5 s", Durations.format(185.2));
        assertEquals("1 min", Durations.format(60));
        assertEquals("30 min", Durations.format(1800));
        assertEquals("2 h 10 min", Durations.format(7800));
        assertEquals("12 h", Durations.format(43200));
        assertEquals("3 d 4 h", Durations.format(3 * 86400 + 4 * 3600));
    }

    @Test
    void quantities() {
        assertEquals("431 k", Quantities.formatCount(431_000));
        assertEquals("1.2 M", Quantities.formatCount(1_200_000));
        assertEquals("999", Quantities.formatCount(999));
        assertEquals("1.5 GiB", Quantities.formatBytes(1.5 * (1 << 30)));
        assertEquals("512 B", Quantities.formatBytes(512));
    }

    @Test
    void blocksOfEarlierRunsDoNotCountTowardsTheRate() {
        BlockProgress progress = new BlockProgress(10, 1000, 4, 400, 0);
        assertEquals("block 4 of 10", progress.text(SECOND));
        progress.blockFinished(100);
        assertEquals("block 5 of 10, 50 voxels/s, 10 s left", progress.text(2 * SECOND));
    }

    @Test
    void previewShowsSectionsSideBySide() throws IOException {
        FloatVolume dark = new FloatVolume(1, new Vec3(1, 1, 2), new float[] {-1, 3});
        FloatVolume flat = new FloatVolume(1, new Vec3(1, 1, 1), new float[] {5});
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        PreviewImage.write(List.of(dark, flat), "made by a test", png);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
        assertEquals(2 + 8 + 1, picture.getWidth());
        assertEquals(List.of(0, 255, 255, 0), List.of(grey(picture, 0), grey(picture, 1), grey(picture, 5),
                grey(picture, 10)));
    }

    private static int grey(BufferedImage picture, int x) {
        return picture.getRaster().getSample(x, 0, 0);
    }
}
