package org.znn.common.volume.section;

import static org.junit.jupiter.api.Assertions.assertEquals;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.storage.CountingStorage;

/** Tests that the sections of a folder are opened and decoded once for all boxes. */
class SectionReadCountTest {

    @TempDir
    private Path folder;

    @Test
    void opensEachSectionOfABoxOnce() throws IOException {
        for (int z = 0; z < 6; z++) {
            BufferedImage image = new BufferedImage(20, 16, BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster().setSample(3, 2, 0, 10 * z);
            ImageIO.write(image, "png", folder.resolve("s" + z + ".png").toFile());
        }
        CountingStorage files = new CountingStorage(folder.toString());
        try (VolumeReader reader = SectionFolderReader.open(files.storage(), folder.toString())) {
            files.reset();
            for (int z : new int[] {2, 3, 2, 3}) {
                assertEquals(10 * z, reader.readIds(new Box(new Vec3(z, 2, 3), Vec3.ONE))[0]);
                reader.read(new Box(new Vec3(z, 0, 0), new Vec3(1, 16, 20)), Precision.FLOAT32);
            }
            assertEquals(Map.of("/s2.png", 1, "/s3.png", 1), files.opened());
            long bytes = files.bytes();
            reader.read(new Box(new Vec3(2, 0, 0), new Vec3(2, 16, 20)), Precision.FLOAT64);
            assertEquals(bytes, files.bytes(), "the sections are kept decoded");
        }
    }
}
