package org.znn.driver.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes pictures as PNG. */
final class PngEncoder {

    private PngEncoder() {
    }

    /**
     * Writes a picture.
     *
     * @param comment text in Latin-1 that the file states before its pixels; empty for none
     */
    static void write(BufferedImage picture, Optional<String> comment, OutputStream png) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        // A cache in a file would stay in the temporary folder if a signal or a full disk interrupts the writing.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
            writer.setOutput(out);
            writer.write(new IIOImage(picture, null, metadata(writer, picture, comment)));
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadata metadata(ImageWriter writer, BufferedImage picture, Optional<String> comment)
            throws IOException {
        IIOMetadata metadata =
                writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(picture), null);
        if (comment.isPresent()) {
            IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
            entry.setAttribute("keyword", "Comment");
            entry.setAttribute("value", comment.get());
            IIOMetadataNode text = new IIOMetadataNode("tEXt");
            text.appendChild(entry);
            IIOMetadataNode root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
            root.appendChild(text);
            metadata.mergeTree(metadata.getNativeMetadataFormatName(), root);
        }
        return metadata;
    }
}
