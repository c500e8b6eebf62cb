package org.znn.common.volume.zarr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.SampleValues;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumePath;
import org.znn.common.volume.n5.N5VolumeReader;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;

/** Zarr and N5 containers that {@code write_zarr_samples.py} wrote, with their expected contents. */
public final class ZarrSamples {

    private ZarrSamples() {
    }

    /** Unpacks the small containers that are checked in. */
    public static void unpack(Path folder) throws IOException {
        try (InputStream archive = ZarrSamples.class.getResourceAsStream("zarr_samples.zip");
                ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
        }
    }

    /**
     * Lists the volumes of a folder.
     *
     * @param scheme text in front of the paths, such as {@code file://}
     */
    public static List<VolumeCase> cases(Path folder, String scheme) throws IOException {
        List<VolumeCase> cases = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("samples.tsv"))) {
            String[] fields = line.split("\t", -1);
            String kind = fields[1];
            double fill = Double.parseDouble(fields[4]);
            List<int[]> holes = new ArrayList<>();
            for (String hole : fields[5].isEmpty() ? new String[0] : fields[5].split(";")) {
                holes.add(Arrays.stream(hole.split("[:,]")).mapToInt(Integer::parseInt).toArray());
            }
            ElementType type = type(kind);
            cases.add(new VolumeCase(scheme + folder.resolve(fields[0]), type, Integer.parseInt(fields[2]),
                    Vec3.parse(fields[3]), (c, z, y, x) -> holes.stream().anyMatch(h -> isIn(h, c, z, y, x)) ? fill
                    : kind.equals("b1") ? SampleValues.id(ElementType.UINT16, c, z, y, x) & 1
                    : SampleValues.value(type, c, z, y, x)));
        }
        return cases;
    }

    private static boolean isIn(int[] box, int... position) {
        boolean isIn = true;
        for (int d = 0; d < position.length; d++) {
            isIn &= position[d] >= box[2 * d] && position[d] < box[2 * d + 1];
        }
        return isIn;
    }

    private static ElementType type(String numpy) {
        int bytes = numpy.charAt(1) - '0';
        return switch (numpy.toLowerCase(Locale.ROOT).charAt(0)) {
            case 'u', 'b' -> ElementType.integer(bytes, false);
            case 'i' -> ElementType.integer(bytes, true);
            default -> ElementType.floating(bytes);
        };
    }

    /** Opens a container as its contents demand. */
    static VolumeReader open(String text) {
        VolumePath path = VolumePath.parse(text);
        try {
            Storage storage = Storages.standard().of(path.file());
            return ZarrVolumeReader.isZarr(storage, path.file())
                    ? ZarrVolumeReader.open(storage, path.file(), path.dataset())
                    : N5VolumeReader.open(storage, path.file(), path.dataset());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
