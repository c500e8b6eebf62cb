package org.znn.driver.errors;

import java.io.IOException;
import java.nio.file.Path;
import org.znn.driver.JobFolder;

/** A valid forward job, for tests that corrupt one part of it. */
final class SmallForwardJob {

    /** Field of view 2,5,5. Tests refer to the lines of this and of the following texts by line number. */
    static final String NETWORK = """
            nodes input
            type input
            size 1
            edges c1
            type conv
            size 1,3,3
            init gaussian
            init_args 0,0.5
            input input
            output n1
            nodes n1
            type transfer
            function tanh
            size 3
            edges c2
            type conv
            size 2,3,3
            init gaussian
            init_args 0,0.5
            input n1
            output out
            nodes out
            type transfer
            function linear
            size 2
            """;
    static final String DATA = """
            [image1]
            fnames = image.h5
            pp_types = standard2D
            is_auto_crop = no
            [sample1]
            input = 1
            """;
    private static final String KEYS = """
            fnet_spec = net.znn
            fdata_spec = data.spec
            num_threads = 1
            dtype = float32
            out_type = boundary
            cost_fn = auto
            forward_range = 1
            forward_net = net.h5
            forward_outsz = 2,8,8
            forward_conv_mode = direct
            output_prefix = FOLDER/out
            """;

    private SmallForwardJob() {
    }

    static JobFolder create(Path folder) throws IOException {
        JobFolder job = new JobFolder(folder).network(NETWORK).write("data.spec", DATA)
                .setAll(KEYS.replace("FOLDER", folder.toString())).volume("image.h5", image(6, 20, 20));
        job.drawWeights("net.h5", 1);
        return job;
    }

    /** Returns an image whose neighbouring voxels all differ. */
    static float[][][] image(int depth, int height, int width) {
        float[][][] image = new float[depth][height][width];
        for (int z = 0; z < depth; z++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    image[z][y][x] = (31 * z + 17 * y + 7 * x) % 101;
                }
            }
        }
        return image;
    }
}
