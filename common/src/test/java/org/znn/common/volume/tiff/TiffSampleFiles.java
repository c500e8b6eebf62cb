package org.znn.common.volume.tiff;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.SampleValues;
import org.znn.common.volume.VolumeCase;

/** TIFF files written by {@code src/test/python/write_tiff_samples.py}, with their expected contents. */
public final class TiffSampleFiles {

    private TiffSampleFiles() {
    }

    /** Returns the path of a file that is checked in. */
    static String path(String name) {
        return folder().resolve(name).toString();
    }

    /** Returns the folder of the files that are checked in. */
    public static Path folder() {
        try {
            return Path.of(TiffSampleFiles.class.getResource("index.csv").toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the files that the list in a folder names. */
    public static List<VolumeCase> of(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("index.csv")).stream().map(line -> file(folder, line.split(",")))
                .toList();
    }

    private static VolumeCase file(Path folder, String[] fields) {
        int bytes = fields[1].charAt(1) - '0';
        ElementType type = switch (fields[1].charAt(0)) {
            case 'u' -> ElementType.integer(bytes, false);
            case 'i' -> ElementType.integer(bytes, true);
            default -> ElementType.floating(bytes);
        };
        int bits = Integer.parseInt(fields[2]);
        Vec3 size = Vec3.parse(fields[4] + "," + fields[5] + "," + fields[6]);
        boolean isPacked = bits < bytes * Byte.SIZE;
        return new VolumeCase(folder.resolve(fields[0]).toString(), type, Integer.parseInt(fields[3]), size,
                (c, z, y, x) -> isPacked ? SampleValues.id(ElementType.INT64, c, z, y, x) >>> Long.SIZE - bits
                        : SampleValues.value(type, c, z, y, x));
    }
}
