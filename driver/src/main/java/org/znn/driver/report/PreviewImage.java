package org.znn.driver.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.znn.common.volume.Volume;

/** Draws sections side by side, the values of each scaled from black to white. */
public final class PreviewImage {

    private static final int GAP = 8;

    private PreviewImage() {
    }

    /**
     * Writes a PNG image of channel 0, section 0 of each volume.
     *
     * @param sections one or more volumes of finite values
     * @param comment  text in Latin-1 that the file states before its pixels
     */
    public static void write(List<Volume> sections, String comment, OutputStream png) throws IOException {
        int width = sections.stream().mapToInt(s -> s.size().x() + GAP).sum() - GAP;
        int height = sections.stream().mapToInt(s -> s.size().y()).max().orElseThrow();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        int left = 0;
        for (Volume section : sections) {
            graphics.drawImage(grey(section), left, (height - section.size().y()) / 2, null);
            left += section.size().x() + GAP;
        }
        graphics.dispose();
        PngEncoder.write(picture, Optional.of(comment), png);
    }

    private static BufferedImage grey(Volume section) {
        int height = section.size().y();
        int width = section.size().x();
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                min = Math.min(min, section.get(0, 0, y, x));
                max = Math.max(max, section.get(0, 0, y, x));
            }
        }
        double scale = max > min ? 255 / (max - min) : 0;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int level = (int) Math.round((section.get(0, 0, y, x) - min) * scale);
                image.getRaster().setSample(x, y, 0, level);
            }
        }
        return image;
    }
}
