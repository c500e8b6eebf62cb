package org.znn.common.volume.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.SampleValues;
import org.znn.common.volume.VolumeCase;

/** Sample files written by h5py and tifffile ({@code make_samples.py}), with their expected contents. */
final class SampleFiles {

    private static final List<String> TYPES = List.of("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8");

    private SampleFiles() {
    }

    static String path(String name) {
        return folder().resolve(name).toString();
    }

    static Stream<VolumeCase> all() {
        return Stream.concat(hdf5().stream(), tiff());
    }

    private static List<VolumeCase> hdf5() {
        List<VolumeCase> cases = new ArrayList<>();
        for (String type : TYPES) {
            for (String variant : List.of("little", "big", "little_gzip", "big_gzip")) {
                cases.add(sample("types.h5:/" + type + "/" + variant, type, 1));
            }
        }
        for (String name : List.of("chunked", "gzip", "lzf", "fletcher32", "all", "whole", "tall", "compact",
                "filter_mask")) {
            cases.add(sample("layouts.h5:/" + name, "u2", 1));
        }
        for (String name : List.of("fixed_array", "extensible_array", "btree2", "single_chunk", "implicit")) {
            cases.add(sample("latest.h5:/" + name, "u2", 1));
        }
        cases.add(sample("layouts.h5:/channels", "f4", 2));
        cases.add(sample("layouts.h5:/channels_contiguous", "f4", 2));
        cases.add(sample("layouts.h5:/rgb", "u1", 3));
        cases.add(sample("layouts.h5:/rgba", "u1", 4));
        cases.add(sample("one_volume.h5", "u1", 1));
        cases.add(sample("main.h5", "u1", 1));
        cases.add(sample("main.h5:/other", "u1", 1));
        for (String name : List.of("links.h5:/soft", "links.h5", "virtual.h5", "newest.h5", "scale_offset.h5")) {
            cases.add(sample(name, "u1", 1));
        }
        cases.add(new VolumeCase(path("layouts.h5:/plane"), ElementType.UINT16, 1, SampleValues.SIZE.with(0, 1),
                (c, z, y, x) -> SampleValues.value(ElementType.UINT16, c, z, y, x)));
        cases.add(new VolumeCase(path("layouts.h5:/bool"), ElementType.INT8, 1, SampleValues.SIZE,
                (c, z, y, x) -> SampleValues.id(ElementType.UINT16, c, z, y, x) & 1));
        cases.add(partly("layouts.h5:/some_chunks", ElementType.INT32, -7));
        cases.add(partly("latest.h5:/some_chunks", ElementType.UINT16, 9));
        cases.add(new VolumeCase(path("layouts.h5:/no_chunks"), ElementType.FLOAT32, 1, SampleValues.SIZE,
                (c, z, y, x) -> 2.5));
        cases.add(new VolumeCase(path("layouts.h5:/never_written"), ElementType.FLOAT64, 1, SampleValues.SIZE,
                (c, z, y, x) -> -1.25));
        return cases;
    }

    /** Returns a case in which only the first chunk, 2 x 3 x 4, was written. */
    private static VolumeCase partly(String name, ElementType type, double fill) {
        return new VolumeCase(path(name), type, 1, SampleValues.SIZE,
                (c, z, y, x) -> z < 2 && y < 3 && x < 4 ? SampleValues.value(type, c, z, y, x) : fill);
    }

    /** Returns the TIFF files. Their names start with the element type, except for colours and files of ImageJ. */
    private static Stream<VolumeCase> tiff() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".tif")).sorted().map(name -> {
                if (name.startsWith("rgb")) {
                    return sample(name, "u1", name.startsWith("rgba") ? 4 : 3);
                }
                String type = name.replace("imagej_", "").replace("virtual", "u2").substring(0, 2);
                return sample(name, type, 1);
            }).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static VolumeCase sample(String name, String type, int channels) {
        return VolumeCase.sample(path(name), type(type), channels);
    }

    private static ElementType type(String numpy) {
        int bytes = numpy.charAt(1) - '0';
        return switch (numpy.toLowerCase(Locale.ROOT).charAt(0)) {
            case 'u' -> ElementType.integer(bytes, false);
            case 'i' -> ElementType.integer(bytes, true);
            default -> ElementType.floating(bytes);
        };
    }

    private static Path folder() {
        try {
            return Path.of(SampleValues.class.getResource("samples").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
