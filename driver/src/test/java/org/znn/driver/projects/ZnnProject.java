package org.znn.driver.projects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import io.jhdf.HdfFile;
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnInProcess;

/** A folder with files as users of ZNN have them: {@code .cfg}, {@code .spec} and {@code .znn} side by side. */
final class ZnnProject {

    /** All keys of ZNN's own example, for a short run; NAME stands for the name of the network. */
    private static final String CFG = """
            [parameters]
            # GENERAL
            fnet_spec = NAME.znn
            fdata_spec = NAME.spec
            # number of threads; all of them if <= 0
            num_threads = 0
            dtype = float32
            out_type = boundary
            logging = yes

            # TRAINING
            train_net = experiments/NAME/
            train_range = 1
            test_range = 1
            train_outsz = 1,8,8
            train_conv_mode = fft
            cost_fn = auto
            eta = 0.01
            anneal_factor = 0.997
            Num_iter_per_annealing = 100
            momentum = 0.9
            weight_decay = 0
            is_data_aug = yes
            is_bd_mirror = yes
            rebalance_mode = global
            is_malis = no
            malis_norm_type = none
            Num_iter_per_show = 1
            Num_iter_per_test = 2
            test_num = 1
            Num_iter_per_save = 1
            Max_iter = 2

            # FORWARD
            forward_range = 1
            forward_net = experiments/NAME/_current.h5
            forward_conv_mode = fft
            forward_outsz = 10,20,20
            output_prefix = experiments/NAME/

            is_stdio = yes
            is_debug = no
            is_check = no
            """;
    private static final String LAYERS = "/processing/znn/train/network/";

    private final Path folder;

    ZnnProject(Path folder) {
        this.folder = folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * Writes the three text files of a network and creates the folder for its results.
     *
     * @param keys additional lines of the .cfg
     */
    ZnnProject add(String name, String keys, String spec, String network) throws IOException {
        Files.createDirectories(file("experiments/" + name));
        write(name + ".cfg", CFG.replace("NAME", name) + keys);
        write(name + ".spec", spec);
        write(name + ".znn", network);
        return this;
    }

    ZnnProject write(String name, String text) throws IOException {
        Files.writeString(file(name), text);
        return this;
    }

    /** Runs a command on the .cfg of a network. */
    CommandResult run(String command, String name, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = command;
        arguments[1] = "-c";
        arguments[2] = file(name + ".cfg").toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return ZnnInProcess.run(2, Map.of(), arguments);
    }

    /** Returns the shape of the dataset /main of a file. */
    int[] shape(String name) {
        try (HdfFile hdf = new HdfFile(file(name))) {
            return hdf.getDatasetByPath("/main").getDimensions();
        }
    }

    /** Asserts that two saved networks have the same filters in a layer. */
    void assertSameFilters(String layer, String expected, String actual) {
        try (HdfFile a = new HdfFile(file(expected)); HdfFile b = new HdfFile(file(actual))) {
            String path = LAYERS + layer + "/filters";
            assertArrayEquals((Object[]) a.getDatasetByPath(path).getData(),
                    (Object[]) b.getDatasetByPath(path).getData(), layer);
        }
    }
}
