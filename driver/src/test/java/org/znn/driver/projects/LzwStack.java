package org.znn.driver.projects;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes grey sections as LZW-compressed TIFF files, by the JDK's writer. */
final class LzwStack {

    private LzwStack() {
    }

    /** A grey value, 0 to 255, at each position. */
    @FunctionalInterface
    interface Grey {

        int at(int z, int y, int x);
    }

    static void write(Path file, int depth, int side, Grey grey) throws IOException {
        Files.deleteIfExists(file);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam lzw = writer.getDefaultWriteParam();
        lzw.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        lzw.setCompressionType("LZW");
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int z = 0; z < depth; z++) {
                writer.writeToSequence(new IIOImage(section(z, side, grey), null, null), lzw);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage section(int z, int side, Grey grey) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.getRaster().setSample(x, y, 0, grey.at(z, y, x));
            }
        }
        return image;
    }
}
