package org.znn.driver.mistakes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Weights;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.hdf5.Hdf5PlaneWriter;
import org.znn.common.volume.hdf5.Hdf5VolumeSpec;

/** Network files and images that are damaged, hostile, of other networks or of sizes that cannot be. */
class MistakesInDataTest {

    private static final long HUGE = 1L << 40;

    @TempDir
    private Path folder;
    private JobFolder job;

    @BeforeEach
    void write() throws IOException {
        job = new JobFolder(folder);
    }

    private static Arguments of(String name, Breakage breakage, String... fragments) {
        return Arguments.of(name, breakage, fragments);
    }

    private static Arguments image(String name, Object array, String... fragments) {
        return of(name, job -> job.image("image.h5", array), fragments);
    }

    static Stream<Arguments> networks() {
        UnaryOperator<Weights> same = UnaryOperator.identity();
        return Stream.of(
                of("no network file", job -> job.set("forward_net", "nte.h5"),
                        "nte.h5: there is no such file; did you mean 'net.h5'?"),
                of("a folder", job -> job.set("forward_net", job.file("").toString()), "is not a file; give a network"),
                of("empty", job -> job.write("net.h5", ""), "net.h5: is not an HDF5 file or is damaged"),
                of("rubbish", job -> job.write("net.h5", Bytes.rubbish(5000)), "net.h5: is not an HDF5 file"),
                of("the .znn", job -> job.set("forward_net", "net.znn"), "net.znn: is not an HDF5 file"),
                of("an image", job -> job.set("forward_net", "image.h5"), "image.h5: holds no network"),
                of("truncated", job -> job.truncate("net.h5", -300), "net.h5: "),
                of("truncated to its head", job -> job.truncate("net.h5", 64), "net.h5: "),
                of("a layer missing", job -> job.weights("net.h5", JobFolder.NETWORK.replace("c2", "c22"), same),
                        "net.h5: has no weights for layer 'c2' of ", "it has 'c22'; is it meant?"),
                of("another kernel", job -> job.weights("net.h5", JobFolder.NETWORK.replace("1,3,3", "1,5,3"), same),
                        "net.h5: the filters of layer 'c1' have the shape 1,3,1,5,3, ", "needs 1,3,1,3,3"),
                of("more maps", job -> job.weights("net.h5", JobFolder.NETWORK.replace("size 3", "size 4"), same),
                        "net.h5: the filters of layer 'c1'", "net.h5: the biases of layer 'n1' have the shape 4, "));
    }

    static Stream<Arguments> files() {
        return Stream.of(
                of("no image", job -> job.replace("data.spec", "fnames = image.h5", "fnames = imag.h5"),
                        "data.spec:1: the file ", "imag.h5 of [image1] does not exist; did you mean 'image.h5'?"),
                of("empty", job -> job.write("image.h5", ""), "data.spec:1: ", "image.h5: it is empty"),
                of("text", job -> job.write("image.h5", "0 1 2\n"), "data.spec:1: ", "image.h5: it is neither HDF5 nor "
                        + "TIFF"),
                of("rubbish", job -> job.write("image.h5", Bytes.rubbish(5000)), "data.spec:1: ", "image.h5: it is "
                        + "neither HDF5 nor TIFF"),
                of("only the signature", job -> job.truncate("image.h5", 8), "data.spec:1: ", "image.h5: "),
                of("truncated in its head", job -> job.truncate("image.h5", 100), "data.spec:1: ", "image.h5: it has "
                        + "100 bytes of 9949: it is cut short"),
                of("truncated", job -> job.truncate("image.h5", -1000), "data.spec:1: ", "image.h5: it has 8949 "
                        + "bytes of 9949: it is cut short"),
                of("a network", job -> job.replace("data.spec", "fnames = image.h5", "fnames = net.h5"),
                        "data.spec:1: ", "net.h5: it has no dataset /main; its datasets are "),
                of("no such dataset", job -> job.replace("data.spec", "fnames = image.h5", "fnames = image.h5:/raw"),
                        "data.spec:1: ", "image.h5: it has no dataset /raw; its datasets are /main [6, 20, 20]; name "
                        + "one after the file, as in volume.h5:/main"),
                of("a TIFF that ends early", job -> tiff(job, Bytes.tiff("", false), 300), "data.spec:1: ", "a.tif: "),
                of("a TIFF of 2^31 pages", job -> tiff(job, Bytes.tiff("ImageJ=1.53\nimages=2147483648\n", false), 0),
                        "data.spec:1: ", "a.tif: "),
                of("a TIFF of pages in a circle", job -> tiff(job, Bytes.tiff("", true), 0),
                        "data.spec:1: ", "a.tif: "),
                of("a checksum that is wrong", job -> patch(job, 8, new long[] {6, 20, 20}, new long[] {7, 20, 20}),
                        "data.spec:1: ", "image.h5: Checksum mismatch", ": it is damaged"),
                of("a dimension of 2^40", job -> {
                    chunked(job);
                    patch(job, 8, new long[] {6, 20, 20}, new long[] {HUGE, 20, 20});
                }, "data.spec:1: ", "image.h5, dataset /main: its shape is [1099511627776, 20, 20]; each axis must"),
                of("dimensions of 2^31 - 1", job -> {
                    chunked(job);
                    patch(job, 8, new long[] {6, 20, 20},
                            new long[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE});
                }, "data.spec:1: ", "image.h5 says it has 2147483647,2147483647,2147483647 voxels, which cannot be"),
                of("chunks that overflow", job -> {
                    chunked(job);
                    patch(job, 4, new long[] {2, 10, 10, 4}, new long[] {1 << 16, 1 << 16, 1 << 16, 4});
                }, "data.spec:1: ", "image.h5, dataset /main: its chunks of ", "are too large for a heap"),
                of("chunks of nothing", job -> {
                    chunked(job);
                    patch(job, 4, new long[] {2, 10, 10, 4}, new long[] {0, 10, 10, 4});
                }, "data.spec:1: ", "image.h5, dataset /main: its chunks have the impossible shape [0, 10, 10]"),
                of("words", job -> job.image("image.h5", new String[] {"a", "b"}), "data.spec:1: ", "image.h5"));
    }

    static Stream<Arguments> sizes() {
        return Stream.of(
                image("one axis", new float[50], "data.spec:1: ", "image.h5, dataset /main: it has 1 axis [50]"),
                image("five axes", new float[1][1][6][20][20], "data.spec:1: ", "it has 5 axes [1, 1, 6, 20, 20]"),
                image("four channels", new float[4][6][20][20], "data.spec:1: [image1] has 4 channels, but the input "
                        + "'input' of the network takes 1; list files of 1 channel"),
                image("smaller than the field of view", new float[6][20][4], "sample1: the image ", "image.h5 of "
                        + "6,20,4 voxels is smaller than what one output voxel depends on, 2,5,5",
                        "set is_bd_mirror = yes, or give an image of at least 2,5,5 voxels"),
                of("files of one image that differ", job -> {
                    job.image("b.h5", JobFolder.image(6, 20, 21));
                    job.replace("data.spec", "fnames = image.h5", "fnames = image.h5, b.h5");
                }, "data.spec:1: ", "b.h5 has 6,20,21 voxels, ", "image.h5 6,20,20; files of one image must have one "
                        + "size; is_auto_crop = yes crops them to 6,20,20"),
                of("two inputs that differ", MistakesInDataTest::twoInputs, "sample1: the inputs disagree: 'also' (",
                        "5,16,17", "'input' (6,20,20) one of 5,16,16; give images that belong together the same "
                        + "size, or write is_auto_crop = yes for the larger"),
                of("ways of preprocessing for more channels than there are", job -> job.replace("data.spec",
                        "pp_types = standard2D", "pp_types = standard2D, none"), "data.spec:1: pp_types of [image1] "
                        + "names 2 ways for 1 channel; "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"networks", "files", "sizes"})
    void isRefused(String name, Breakage breakage, String... fragments) throws IOException {
        breakage.to(job);
        job.refused(fragments);
    }

    @Test
    void noVolumeIsTooSmallToBeMirrored() throws IOException {
        job.image("image.h5", JobFolder.image(1, 2, 2));
        Files.writeString(job.file("job.cfg"), Files.readString(job.file("job.cfg")) + "is_bd_mirror = yes\n");
        JobFolder.assertPlain(job.run("plan", "-c", "JOB"), 0);
    }

    @Test
    void weightsThatAreNoNumbersAreWarnedOf() throws IOException {
        job.weights("net.h5", JobFolder.NETWORK, weights -> {
            weights.filters().get("c2").values()[3] = Double.NaN;
            weights.biases().get("n1")[0] = Double.NEGATIVE_INFINITY;
            return weights;
        });
        JobFolder.assertPlain(job.run("plan", "-c", "JOB"), 0, "warning: ", "net.h5: layer(s) c2, n1 hold NaN or "
                + "infinite weights; the training has diverged");
    }

    @Test
    void severalImagesAreToldTogether() throws IOException {
        twoInputs(job);
        job.write("image.h5", "");
        job.write("b.h5", "");
        job.refused("data.spec:8: ", "b.h5: it is empty", "data.spec:1: ", "image.h5: it is empty");
    }

    @Test
    void infoRefusesDamagedFilesToo() throws IOException {
        job.truncate("image.h5", 100);
        JobFolder.assertPlain(job.run("info", job.file("image.h5").toString()), 1, "failed: ", "image.h5: ");
        JobFolder.assertPlain(job.run("info", job.file("imge.h5").toString()), 1, "imge.h5: there is no such file; did "
                + "you mean");
        job.write("net.znn", JobFolder.NETWORK.replace("type conv", "type konv"));
        JobFolder.assertPlain(job.run("info", job.file("net.znn").toString()), 2, "net.znn:5: ");
    }

    private static void tiff(JobFolder job, byte[] bytes, int cut) throws IOException {
        job.write("a.tif", bytes);
        job.truncate("a.tif", bytes.length - cut);
        job.replace("data.spec", "fnames = image.h5", "fnames = a.tif");
    }

    private static void patch(JobFolder job, int width, long[] from, long[] to) throws IOException {
        job.write("image.h5", Bytes.replace(Files.readAllBytes(job.file("image.h5")), Bytes.littleEndian(width, from),
                Bytes.littleEndian(width, to)));
    }

    private static void chunked(JobFolder job) throws IOException {
        Files.delete(job.file("image.h5"));
        Hdf5VolumeSpec spec = Hdf5VolumeSpec.plain(new Vec3(6, 20, 20), new Vec3(2, 10, 10), ElementType.FLOAT32, 1);
        try (Hdf5PlaneWriter writer = new Hdf5PlaneWriter(job.file("image.h5"), spec)) {
            for (int z = 0; z < 6; z++) {
                writer.write(new float[400], 0);
            }
            writer.finish();
        }
    }

    private static void twoInputs(JobFolder job) throws IOException {
        String network = JobFolder.NETWORK + """
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
        job.weights("net.h5", network, UnaryOperator.identity());
        job.image("b.h5", JobFolder.image(6, 20, 21));
        job.write("data.spec", JobFolder.DATA + """
                also = 2
                [image2]
                fnames = b.h5
                pp_types = none
                """);
    }
}
