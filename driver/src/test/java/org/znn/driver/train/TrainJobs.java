package org.znn.driver.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.znn.common.SharedData;
import org.znn.driver.JobFolder;

/** Complete training jobs. */
public final class TrainJobs {

    /** Network with dropout, tied weights and a max filter; field of view 1,9,9. */
    private static final String NETWORK = """
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

    private TrainJobs() {
    }

    /** Creates a job of a small network that uses every source of randomness, with two samples of small images. */
    public static JobFolder small(Path folder) throws IOException {
        JobFolder job = create(folder, NETWORK,
                sample(1, "image1.h5", "label1.h5") + sample(2, "image2.h5", "label2.h5"));
        drawSample(job, 1);
        drawSample(job, 2);
        return job;
    }

    /**
     * Creates a job of 30 steps of one of ZNN's own networks on the training volume of ISBI 2012, with ZNN's default
     * learning rate. The save after step 20 falls between two reports.
     */
    static JobFolder isbi2012(Path folder, String network) throws IOException {
        Path data = SharedData.path("data/isbi2012");
        return create(folder, Files.readString(SharedData.path("data/networks").resolve(network)),
                sample(1, data.resolve("train-volume.tif").toString(), data.resolve("train-labels.tif").toString()))
                .without("weight_decay", "anneal_factor", "num_iter_per_annealing").setAll("""
                        train_range = 1
                        test_range = 1
                        train_outsz = 1,100,100
                        eta = 0.01
                        batch = 2
                        seed = 5
                        num_iter_per_show = 3
                        num_iter_per_test = 8
                        num_iter_per_save = 20
                        max_iter = 30
                        """);
    }

    private static JobFolder create(Path folder, String network, String spec) throws IOException {
        return new JobFolder(folder).network(network).write("data.spec", spec).setAll("""
                fnet_spec = net.znn
                fdata_spec = data.spec
                num_threads = 0
                dtype = float32
                out_type = boundary
                train_range = 1,2
                test_range = 2
                train_outsz = 1,12,12
                train_conv_mode = direct
                eta = 0.05
                momentum = 0.9
                weight_decay = 0.0001
                anneal_factor = 0.9
                num_iter_per_annealing = 4
                is_data_aug = yes
                is_bd_mirror = yes
                rebalance_mode = global
                is_stdio = yes
                batch = 3
                seed = 7
                num_iter_per_show = 4
                num_iter_per_test = 5
                test_num = 2
                num_iter_per_save = 6
                max_iter = 12
                """).set("train_net_prefix", folder.resolve("run/net").toString());
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

    /** Draws striped cells, 4 sections of 30 x 34 voxels, and an image with dark walls between the cells. */
    private static void drawSample(JobFolder job, int number) throws IOException {
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
        job.volume("image" + number + ".h5", image).volume("label" + number + ".h5", label);
    }
}
