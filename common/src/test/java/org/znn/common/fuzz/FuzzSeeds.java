package org.znn.common.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.Hyperparameters;
import org.znn.common.network.InitialWeights;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkFileWriter;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.SavedNetwork;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;

/** The intact files that mutants are made of: small files of every format, written by independent software. */
final class FuzzSeeds {

    /** Datasets of files that hold several. */
    private static final Map<String, List<String>> DATASETS = Map.of(
            "layouts.h5", List.of("/all", "/chunked", "/lzf", "/fletcher32", "/some_chunks", "/channels", "/rgb"),
            "latest.h5", List.of("/fixed_array", "/extensible_array", "/btree2", "/single_chunk", "/implicit"),
            "types.h5", List.of("/u2/big_gzip", "/f4/little"),
            "links.h5", List.of("/soft"));
    private static final Set<String> CONTAINERS = Set.of("zarr", "n5");
    /** Endings of the files that accompany the volumes: their contents in plain form, lists, encoded chunks. */
    private static final Set<String> NO_VOLUMES = Set.of("truth", "tsv", "manifest", "encoded", "plain", "py", "json",
            "class", "txt");
    /** Maximum size of a seed in bytes, so that thousands of mutants are read in minutes. */
    private static final long MAX_BYTES = 200_000;
    private static final String NETWORK = """
            nodes input
            type input
            size 1

            edges c1
            type conv
            init xavier
            size 1,3,3
            stride 1,1,1
            input input
            output n1

            nodes n1
            type transfer
            function rectify_linear
            function_args 0,1
            size 4

            edges pool
            type max_filter
            size 1,2,2
            stride 1,2,2
            input n1
            output n2

            nodes n2
            type sum
            size 4

            edges c2
            type conv
            init msra
            size 1,3,3
            stride 1,1,1
            fft 1
            input n2
            output output

            nodes output
            type transfer
            function linear
            size 2
            """;
    private static final String JOB = """
            [parameters]
            fnet_spec = net.znn
            fdata_spec = %(here)s/data.spec
            here = .
            num_threads = 2
            dtype = float32
            out_type = boundary
            cost_fn = auto
            forward_range = 1
            forward_net = net.h5
            forward_outsz = 1,20,20
            output_prefix = out
            train_net = net
            train_range = 1-2,3
            train_outsz = 1,10,10
            eta = 0.01
            momentum = 0.9
            max_iter = 10

            [image1]
            fnames = image.h5
            pp_types = standard2D
            [label1]
            fnames = a.tif,
                b.tif
            [sample1]
            input = 1
            output = 1
            """;

    private FuzzSeeds() {
    }

    /**
     * Lists the seeds.
     *
     * @param folder folder for the files that are not resources
     */
    static List<FuzzSeed> all(Path folder) throws Exception {
        Path resources = Path.of(FuzzSeeds.class.getResource("/org/znn/common/volume").toURI());
        List<FuzzSeed> seeds = new ArrayList<>();
        addVolumes(resources, seeds);
        try (Stream<Path> all = Files.walk(resources)) {
            for (Path zip : all.filter(p -> ending(p).equals("zip")).sorted().toList()) {
                addVolumes(unzipped(zip, folder.resolve(resources.relativize(zip).toString())), seeds);
            }
        }
        seeds.add(new FuzzSeed("net.znn", FuzzTarget.NETWORK_TEXT,
                Files.writeString(folder.resolve("net.znn"), NETWORK), ""));
        seeds.add(new FuzzSeed("job.cfg", FuzzTarget.JOB, Files.writeString(folder.resolve("job.cfg"), JOB), ""));
        seeds.add(new FuzzSeed("net.h5", FuzzTarget.NETWORK_FILE, networkFile(folder), ""));
        return seeds;
    }

    private static Path networkFile(Path folder) throws IOException {
        NetworkSpec network = NetworkParser.parse(folder.resolve("net.znn").toString());
        Weights weights = InitialWeights.draw(network, 7, new Diagnostics());
        Path file = folder.resolve("net.h5");
        new NetworkFileWriter(Precision.FLOAT32, new Hyperparameters(0.01, 0.9, 0)).write(file,
                new SavedNetwork(network, weights, weights, LearningCurve.EMPTY, Optional.empty(), Map.of()));
        return file;
    }

    /** Adds the volumes below a folder: files, chunked volumes in folders, and folders of sections. */
    private static void addVolumes(Path root, List<FuzzSeed> seeds) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            for (Path path : children.sorted().toList()) {
                boolean isContainer = CONTAINERS.contains(ending(path)) || isSectionFolder(path);
                if (Files.isDirectory(path) && !isContainer) {
                    addVolumes(path, seeds);
                } else if (isContainer || isVolume(path)) {
                    String name = path.getFileName().toString();
                    DATASETS.getOrDefault(name, List.of("")).forEach(dataset -> seeds.add(new FuzzSeed(name,
                            FuzzTarget.VOLUME, path, dataset.isEmpty() ? "" : ":" + dataset)));
                }
            }
        }
    }

    private static boolean isVolume(Path path) throws IOException {
        return !NO_VOLUMES.contains(ending(path)) && !ending(path).equals("zip") && Files.size(path) <= MAX_BYTES;
    }

    /** Whether a folder holds numbered sections only. */
    private static boolean isSectionFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.allMatch(f -> f.getFileName().toString().matches("s\\d+\\.(png|tif)"));
        }
    }

    private static Path unzipped(Path zip, Path folder) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(file.getParent());
                    Files.write(file, entries.readAllBytes());
                }
            }
        }
        return folder;
    }

    private static String ending(Path path) {
        String name = path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
