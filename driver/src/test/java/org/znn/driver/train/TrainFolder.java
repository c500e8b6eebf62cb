package org.znn.driver.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import org.znn.common.SharedData;

/** A complete training job in a folder. */
final class TrainFolder {

    /** Field of view 1,9,9; dropout, tied weights, a max filter. */
    static final String NETWORK = """
            nodes input
            type input
            size 1
            edges c1
            type conv
            size 1,3,3
            init msra
            input input
            output n1
            nodes n1
            type transfer
            function rectify_linear
            size 4
            edges pool
            type max_filter
            size 1,2,2
            stride 1,2,2
            input n1
            output m1
            nodes m1
            type sum
            size 4
            edges drop
            type dropout
            ratio 0.8
            input m1
            output d1
            nodes d1
            type sum
            size 4
            edges c2
            type conv
            size 1,2,2
            repeat 1,2,1
            init msra
            input d1
            output n2
            nodes n2
            type transfer
            function tanh
            size 5
            edges c3
            type conv
            size 1,2,2
            init msra
            input n2
            output output
            nodes output
            type transfer
            function linear
            size 2
            """;

    private final Path folder;
    private final Map<String, String> keys = new LinkedHashMap<>();

    /** The small network with all that is random in one, two samples of small images. */
    TrainFolder(Path folder) throws IOException {
        this(folder, NETWORK, sample(1, "image1.h5", "label1.h5") + sample(2, "image2.h5", "label2.h5"));
        draw(1);
        draw(2);
    }

    private TrainFolder(Path folder, String network, String spec) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("net.znn"), network);
        Files.writeString(folder.resolve("data.spec"), spec);
        set("fnet_spec", "net.znn").set("fdata_spec", "data.spec").set("num_threads", "0").set("dtype", "float32")
                .set("out_type", "boundary").set("train_range", "1,2").set("test_range", "2")
                .set("train_net_prefix", folder.resolve("run/net").toString()).set("train_outsz", "1,12,12")
                .set("train_conv_mode", "direct").set("eta", "0.05").set("momentum", "0.9")
                .set("weight_decay", "0.0001").set("anneal_factor", "0.9").set("num_iter_per_annealing", "4")
                .set("is_data_aug", "yes").set("is_bd_mirror", "yes").set("rebalance_mode", "global")
                .set("is_stdio", "yes").set("batch", "3").set("seed", "7").set("num_iter_per_show", "4")
                .set("num_iter_per_test", "5").set("test_num", "2").set("num_iter_per_save", "6")
                .set("max_iter", "12");
    }

    /**
     * 30 steps of one of ZNN's own networks on the training volume of ISBI 2012, with the rates that ZNN begins with;
     * the save after step 20 falls into an interval between two lines of the log.
     */
    static TrainFolder isbi2012(Path folder, String network) throws IOException {
        Path data = SharedData.path("data/isbi2012");
        return new TrainFolder(folder, Files.readString(SharedData.path("data/networks").resolve(network)),
                sample(1, data.resolve("train-volume.tif").toString(), data.resolve("train-labels.tif").toString()))
                .without("weight_decay").without("anneal_factor").without("num_iter_per_annealing")
                .set("train_range", "1").set("test_range", "1").set("train_outsz", "1,100,100").set("eta", "0.01")
                .set("batch", "2").set("seed", "5").set("num_iter_per_show", "3").set("num_iter_per_test", "8")
                .set("num_iter_per_save", "20").set("max_iter", "30");
    }

    private static String sample(int number, String image, String label) {
        return """
                [imageN]
                fnames = %s
                pp_types = standard2D
                is_auto_crop = no
                [labelN]
                fnames = %s
                pp_types = binary_class
                is_auto_crop = no
                [sampleN]
                input = N
                output = N
                """.replace("N", String.valueOf(number)).formatted(image, label);
    }

    /** Stripes of cells, 4 sections of 30 x 34 voxels, and the image that shows their walls dark. */
    private void draw(int number) throws IOException {
        float[][][] image = new float[4][30][34];
        byte[][][] label = new byte[4][30][34];
        for (int z = 0; z < 4; z++) {
            for (int y = 0; y < 30; y++) {
                for (int x = 0; x < 34; x++) {
                    boolean wall = (x + y / 2 + z + number) % 7 < 2;
                    label[z][y][x] = (byte) (wall ? 0 : 1);
                    image[z][y][x] = (wall ? 60 : 160) + (31 * z + 17 * y * number + 7 * x) % 41;
                }
            }
        }
        write("image" + number + ".h5", image);
        write("label" + number + ".h5", label);
    }

    private void write(String name, Object array) throws IOException {
        try (WritableHdfFile hdf = HdfFile.write(folder.resolve(name))) {
            hdf.putDataset("main", array);
        }
    }

    TrainFolder set(String key, String value) {
        keys.put(key, value);
        return this;
    }

    TrainFolder without(String key) {
        keys.remove(key);
        return this;
    }

    /** Writes the job and returns its path. */
    String job() throws IOException {
        StringBuilder cfg = new StringBuilder("[parameters]\n");
        keys.forEach((key, value) -> cfg.append(key).append(" = ").append(value).append('\n'));
        return Files.writeString(folder.resolve("job.cfg"), cfg).toString();
    }

    Path path() {
        return folder;
    }

    /** A file that the run writes, by what follows its prefix. */
    Path file(String ending) {
        return Path.of(keys.get("train_net_prefix") + ending);
    }

    /** The network that the run saves when it is done. */
    Path result() {
        return file("_" + keys.get("max_iter") + ".h5");
    }
}
