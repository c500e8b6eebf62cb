package org.znn.driver.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.znn.common.geometry.Vec3;
import org.znn.driver.JobFolder;
import org.znn.driver.forward.NoiseImage;
import org.znn.driver.forward.SmallNetworks;

/** Inference on two samples of four blocks each; its progress is the number of committed blocks. */
final class ForwardFaultJob extends FaultJob {

    private static final int SAMPLES = 2;
    private static final int BLOCKS = 4;
    private static final int SIZE = 24;

    ForwardFaultJob(Path folder) throws IOException {
        super(new JobFolder(folder));
        StringBuilder spec = new StringBuilder();
        for (int sample = 1; sample <= SAMPLES; sample++) {
            new NoiseImage(new Vec3(3 * BLOCKS, SIZE, SIZE), sample).write(image(sample));
            spec.append("""
                    [imageN]
                    fnames = noiseN.h5
                    pp_types = standard2D
                    is_auto_crop = no
                    [sampleN]
                    input = N
                    """.replace("N", String.valueOf(sample)));
        }
        files().network(SmallNetworks.HEAVY).write("data.spec", spec.toString()).setAll("""
                fnet_spec = net.znn
                fdata_spec = data.spec
                num_threads = 1
                out_type = boundary
                cost_fn = square_loss
                forward_range = 1,2
                forward_conv_mode = direct
                forward_net = net.h5
                is_bd_mirror = yes
                """).set("forward_outsz", "3," + SIZE + "," + SIZE)
                .set("output_prefix", out().resolve("result").toString());
        files().drawWeights("net.h5", 11);
    }

    private Path image(int sample) {
        return files().file("noise" + sample + ".h5");
    }

    private Path output(int sample) {
        return out().resolve("result_sample" + sample + "_output.h5");
    }

    private List<Path> parts(int sample) throws IOException {
        try (Stream<Path> all = Files.list(out().resolve("result_sample" + sample + "_output.parts"))) {
            return all.filter(p -> p.toString().endsWith(".part")).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    JobKind kind() {
        return JobKind.FORWARD;
    }

    @Override
    int progress() throws IOException {
        int committed = 0;
        for (int sample = 1; sample <= SAMPLES; sample++) {
            committed += Files.exists(output(sample)) ? BLOCKS : parts(sample).size();
        }
        return committed;
    }

    @Override
    int results() {
        return SAMPLES * BLOCKS;
    }

    @Override
    String unit() {
        return "parts";
    }

    /** Returns moments inside the samples: between two samples there are no parts. */
    @Override
    List<Integer> moments() {
        return List.of(1, 2, BLOCKS + 1, BLOCKS + 2);
    }

    @Override
    List<Path> inputs() {
        return List.of(image(1), image(2));
    }

    @Override
    Path neededInput() {
        return image(Files.exists(output(1)) ? 2 : 1);
    }

    @Override
    List<Path> ledger() throws IOException {
        List<Path> committed = new ArrayList<>();
        for (int sample = 1; sample <= SAMPLES; sample++) {
            if (!Files.exists(output(sample))) {
                committed.addAll(parts(sample));
            }
        }
        return committed;
    }

    @Override
    String[] rivalCommand() throws IOException {
        files().saveWeights("rival.h5", SmallNetworks.HEAVY, 12, weights -> weights);
        files().write("rival.cfg", Files.readString(Path.of(files().job())).replace("net.h5", "rival.h5"));
        return new String[] {"forward", "-c", files().file("rival.cfg").toString()};
    }

    @Override
    void assertSame(Path expected, Path actual) throws IOException {
        assertEquals(-1, Files.mismatch(expected, actual), () -> "first byte that differs in " + actual);
    }
}
