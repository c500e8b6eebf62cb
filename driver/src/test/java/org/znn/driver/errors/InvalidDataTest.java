package org.znn.driver.errors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.hdf5.Hdf5PlaneWriter;
import org.znn.common.volume.hdf5.Hdf5VolumeSpec;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;

/** Network files and images that are damaged, malicious, mismatched or of impossible size are refused. */
class InvalidDataTest {

    private static final long HUGE = 1L << 40;

    @TempDir
    private Path folder;
    private JobFolder job;

    @BeforeEach
    void createJob() throws IOException {
        job = SmallForwardJob.create(folder);
    }

    private static Arguments of(String name, Corruption corruption, String... fragments) {
        return Arguments.of(name, corruption, fragments);
    }

    private static Arguments image(String name, Object array, String... fragments) {
        return of(name, job -> job.volume("image.h5", array), fragments);
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                of("no network file", job -> job.set("forward_net", "nte.h5"),
                        "nte.h5: there is no such file; did you mean 'net.h5'?"),
                of("a folder", job -> job.set("forward_net", job.file("").toString()), "is not a file; give a network"),
                of("empty", job -> job.write("net.h5", ""), "net.h5: is not an HDF5 file or is damaged"),
                of("random bytes", job -> job.write("net.h5", FileBytes.random(5000)), "net.h5: is not an HDF5 file"),
                of("the .znn", job -> job.set("forward_net", "net.znn"), "net.znn: is not an HDF5 file"),
                of("an image", job -> job.set("forward_net", "image.h5"), "image.h5: contains no network"),
                of("truncated", job -> job.truncate("net.h5", -300), "net.h5: "),
                of("truncated to its head", job -> job.truncate("net.h5", 64), "net.h5: "),
                of("a layer missing", job -> weights(job, "c2", "c22"),
                        "net.h5: has no weights for layer 'c2' of ", "did you mean its layer 'c22'?"),
                of("another kernel", job -> weights(job, "1,3,3", "1,5,3"),
                        "net.h5: the filters of layer 'c1' have the shape 1,3,1,5,3, ", "needs 1,3,1,3,3"),
                of("more maps", job -> weights(job, "size 3", "size 4"),
                        "net.h5: the filters of layer 'c1'", "net.h5: the biases of layer 'n1' have the shape 4, "));
    }

    static Stream<Arguments> files() {
        return Stream.of(
                of("no image", job -> setImage(job, "imag.h5"),
                        "data.spec:2: the file ", "imag.h5 in fnames of [image1] does not exist; did you mean "
                        + "'image.h5'?"),
                of("empty", job -> job.write("image.h5", ""), "data.spec:1: ", "image.h5: the file is empty"),
                of("text", job -> job.write("image.h5", "0 1 2\n"), "data.spec:1: ", "image.h5: the format of the "
                        + "file is not known (its first bytes are 30 20 31 20 32 0a); supported are HDF5, "),
                of("random bytes", job -> job.write("image.h5", FileBytes.random(5000)), "data.spec:1: ",
                        "image.h5: the format of the file is not known"),
                of("only the signature", job -> job.truncate("image.h5", 8), "data.spec:1: ", "image.h5: "),
                of("truncated in its head", job -> job.truncate("image.h5", 100), "data.spec:1: ", "image.h5: the file "
                        + "has 100 of 9949 bytes: it is truncated"),
                of("truncated", job -> job.truncate("image.h5", -1000), "data.spec:1: ", "image.h5: the file "
                        + "has 8949 of 9949 bytes: it is truncated"),
                of("a network", job -> setImage(job, "net.h5"),
                        "data.spec:1: ", "net.h5: the file has no dataset /main; its datasets are "),
                of("no such dataset", job -> setImage(job, "image.h5:/raw"), "data.spec:1: ",
                        "image.h5: the file has no dataset /raw; its datasets are /main [6, 20, 20]; "
                        + "name one after the file, as in volume.h5:/main"),
                of("a TIFF that ends early", job -> tiff(job, FileBytes.tiff("", false), 300),
                        "data.spec:1: ", "a.tif: "),
                of("a TIFF of 2^31 pages",
                        job -> tiff(job, FileBytes.tiff("ImageJ=1.53\nimages=2147483648\n", false), 0),
                        "data.spec:1: ", "a.tif: "),
                of("a TIFF of pages in a circle", job -> tiff(job, FileBytes.tiff("", true), 0),
                        "data.spec:1: ", "a.tif: "),
                of("a checksum that is wrong",
                        job -> replaceIntegers(job, 8, new long[] {6, 20, 20}, new long[] {7, 20, 20}),
                        "data.spec:1: ", "image.h5: the checksum of a structure does not match its contents"),
                of("a dimension of 2^40", job -> {
                    writeChunkedImage(job);
                    replaceIntegers(job, 8, new long[] {6, 20, 20}, new long[] {HUGE, 20, 20});
                }, "data.spec:1: ", "image.h5, dataset /main: the shape is [1099511627776, 20, 20]; each axis must"),
                of("dimensions of 2^31 - 1", job -> {
                    writeChunkedImage(job);
                    replaceIntegers(job, 8, new long[] {6, 20, 20},
                            new long[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE});
                }, "data.spec:1: ", "image.h5 claims to have 2147483647,2147483647,2147483647 voxels, which is "
                        + "impossible"),
                of("chunks that overflow", job -> {
                    writeChunkedImage(job);
                    replaceIntegers(job, 4, new long[] {2, 10, 10, 4}, new long[] {1 << 16, 1 << 16, 1 << 16, 4});
                }, "data.spec:1: ", "image.h5, dataset /main: the chunks of ", "are too large for a heap"),
                of("chunks of nothing", job -> {
                    writeChunkedImage(job);
                    replaceIntegers(job, 4, new long[] {2, 10, 10, 4}, new long[] {0, 10, 10, 4});
                }, "data.spec:1: ", "image.h5, dataset /main: the chunks have the impossible shape [0, 10, 10]"),
                of("words", job -> job.volume("image.h5", new String[] {"a", "b"}), "data.spec:1: ", "image.h5"));
    }

    static Stream<Arguments> sizes() {
        return Stream.of(
                image("one axis", new float[50], "data.spec:1: ",
                        "image.h5, dataset /main: the dataset has 1 axis [50]"),
                image("five axes", new float[2][2][6][20][20], "data.spec:1: ", "[2, 2, 6, 20, 20]"),
                image("four channels", new float[4][6][20][20], "data.spec:1: [image1] has 4 channels, but the input "
                        + "'input' of the network takes 1; list files of 1 channel"),
                image("smaller than the field of view", new float[6][20][4], "sample1: the image ", "image.h5 of "
                        + "6,20,4 voxels is smaller than the field of view, 2,5,5",
                        "set is_bd_mirror = yes, or give an image of at least 2,5,5 voxels"),
                of("files of one image that differ", job -> {
                    job.volume("b.h5", SmallForwardJob.image(6, 20, 21));
                    setImage(job, "image.h5, b.h5");
                }, "data.spec:1: ", "b.h5 has 6,20,21 voxels but ", "image.h5 has 6,20,20; files of one image must "
                        + "have the same size; is_auto_crop = yes crops them to 6,20,20"),
                of("two inputs that differ", InvalidDataTest::addSecondInput, "sample1: the inputs allow different "
                        + "output sizes: 'also' (", "5,16,17", "'input' (6,20,20) allows 5,16,16; give images of the "
                        + "same size, or set is_auto_crop = yes for the larger one"),
                of("more preprocessing types than channels", job -> job.replaceLine("data.spec",
                        "pp_types = standard2D", "pp_types = standard2D, none"), "data.spec:1: pp_types of [image1] "
                        + "lists 2 types for 1 channel; "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"networks", "files", "sizes"})
    void isRefused(String name, Corruption corruption, String... fragments) throws IOException {
        corruption.applyTo(job);
        Refusal.assertRefused(job, fragments);
    }

    @Test
    void mirrorsEvenTheSmallestVolume() throws IOException {
        job.volume("image.h5", SmallForwardJob.image(1, 2, 2));
        job.set("is_bd_mirror", "yes");
        ZnnInProcess.run(Map.of(), "plan", "-c", job.job()).assertMessages(0);
    }

    @Test
    void warnsAboutNonFiniteWeights() throws IOException {
        job.saveWeights("net.h5", SmallForwardJob.NETWORK, 1, weights -> {
            weights.filters().get("c2").values()[3] = Double.NaN;
            weights.biases().get("n1")[0] = Double.NEGATIVE_INFINITY;
            return weights;
        });
        ZnnInProcess.run(Map.of(), "plan", "-c", job.job()).assertMessages(0, "warning: ",
                "net.h5: layer(s) c2, n1 have NaN or infinite weights; the training diverged");
    }

    @Test
    void reportsSeveralImagesTogether() throws IOException {
        addSecondInput(job);
        job.write("image.h5", "");
        job.write("b.h5", "");
        Refusal.assertRefused(job, "data.spec:8: ", "b.h5: the file is empty", "data.spec:1: ",
                "image.h5: the file is empty");
    }

    @Test
    void infoRefusesDamagedFiles() throws IOException {
        job.truncate("image.h5", 100);
        info("image.h5").assertMessages(2, "image.h5: the file has 100 of 9949 bytes: it is truncated or damaged");
        info("imge.h5").assertMessages(2, "imge.h5: there is no such file; did you mean");
        job.write("net.znn", SmallForwardJob.NETWORK.replace("type conv", "type konv"));
        info("net.znn").assertMessages(2, "net.znn:5: ");
    }

    private CommandResult info(String name) {
        return ZnnInProcess.run(Map.of(), "info", job.file(name).toString());
    }

    private static void setImage(JobFolder job, String name) throws IOException {
        job.replaceLine("data.spec", "fnames = image.h5", "fnames = " + name);
    }

    private static void tiff(JobFolder job, byte[] bytes, int cut) throws IOException {
        job.write("a.tif", bytes);
        job.truncate("a.tif", bytes.length - cut);
        setImage(job, "a.tif");
    }

    private static void weights(JobFolder job, String replaced, String replacement) throws IOException {
        job.saveWeights("net.h5", SmallForwardJob.NETWORK.replace(replaced, replacement), 1, UnaryOperator.identity());
    }

    private static void replaceIntegers(JobFolder job, int width, long[] from, long[] to) throws IOException {
        job.write("image.h5", FileBytes.replace(Files.readAllBytes(job.file("image.h5")),
                FileBytes.littleEndian(width, from), FileBytes.littleEndian(width, to)));
    }

    private static void writeChunkedImage(JobFolder job) throws IOException {
        Files.delete(job.file("image.h5"));
        Hdf5VolumeSpec spec = Hdf5VolumeSpec.plain(new Vec3(6, 20, 20), new Vec3(2, 10, 10), ElementType.FLOAT32, 1);
        try (Hdf5PlaneWriter writer = new Hdf5PlaneWriter(job.file("image.h5"), spec)) {
            for (int z = 0; z < 6; z++) {
                writer.writePlane(new float[400], 0);
            }
            writer.finish();
        }
    }

    private static void addSecondInput(JobFolder job) throws IOException {
        String network = SmallForwardJob.NETWORK + """
                nodes also
                type input
                size 1
                edges c3
                type conv
                size 1,3,3
                init zero
                input also
                output n1
                """;
        job.write("net.znn", network);
        job.saveWeights("net.h5", network, 1, UnaryOperator.identity());
        job.volume("b.h5", SmallForwardJob.image(6, 20, 21));
        job.write("data.spec", SmallForwardJob.DATA + """
                also = 2
                [image2]
                fnames = b.h5
                pp_types = none
                """);
    }
}
