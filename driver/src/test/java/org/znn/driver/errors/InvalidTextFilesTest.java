package org.znn.driver.errors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;

/** Invalid {@code .cfg}, {@code .spec} and {@code .znn} files of a job are refused with plain messages. */
class InvalidTextFilesTest {

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

    private static Arguments line(String file, String line, String replacement, String... fragments) {
        return of(file + ": " + replacement, job -> job.replaceLine(file,
                line.replace("FOLDER", job.file("").toString()), replacement), fragments);
    }

    static Stream<Arguments> files() {
        return Stream.of(
                of("no .cfg", job -> Files.move(job.file("job.cfg"), job.file("jbo.cfg")),
                        "job.cfg: there is no such file; did you mean 'jbo.cfg'?"),
                of("no .spec", job -> job.set("fdata_spec", "dta.spec"),
                        "dta.spec: there is no such file; did you mean 'data.spec'?"),
                of("no .znn", job -> job.set("fnet_spec", "nett.znn"),
                        "nett.znn: there is no such file; did you mean 'net.znn'?"),
                of("a folder for a .znn", job -> job.set("fnet_spec", job.file("").toString()), "is a folder"),
                of("empty .cfg", job -> job.write("job.cfg", ""), "job.cfg: is empty"),
                of("empty .spec", job -> job.write("data.spec", "\n \n"), "data.spec: is empty"),
                of("empty .znn", job -> job.write("net.znn", ""), "net.znn: is empty"),
                of("binary .cfg", job -> job.write("job.cfg", new byte[300]), "job.cfg: is a binary file"),
                of("an image for a .spec", job -> job.set("fdata_spec", "image.h5"), "image.h5: is an HDF5 file"),
                of("binary .znn", job -> job.write("net.znn", Files.readAllBytes(job.file("net.h5"))),
                        "net.znn: is an HDF5 file"),
                of("a .znn for a .cfg", job -> job.write("job.cfg", SmallForwardJob.NETWORK),
                        "job.cfg:1: 'nodes input' precedes the first section; start the file with a section "
                        + "such as [parameters]"),
                of("truncated .cfg", job -> job.truncate("job.cfg", 100), "job.cfg:6: 'out_type = b' ", "job.cfg: "
                        + "'forward_range' is missing from"),
                of("truncated .spec", job -> job.truncate("data.spec", 60), "data.spec:4: 'is_auto_cro' is neither",
                        "defines no samples; add a section [sample1]"),
                of("truncated .znn", job -> job.truncate("net.znn", 150), "net.znn:11: node 'n1' has no 'size'"),
                of("Latin-1 in the .cfg", job -> job.write("job.cfg", ("[parameters]\nf\u00fcr = 1\n")
                        .getBytes(StandardCharsets.ISO_8859_1)), "job.cfg:2: 'f\u00fcr' is not a key of"));
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                line("job.cfg", "out_type = boundary", "out_type = edges", "job.cfg:6: 'out_type = edges' is not legal;"
                        + " write boundary, affinity or semantic"),
                line("job.cfg", "cost_fn = auto", "cost_fn = hinge", "job.cfg:7: 'cost_fn = hinge' is not legal; write"
                        + " auto, square_loss"),
                line("job.cfg", "dtype = float32", "dtype = float23", "job.cfg:5: 'dtype = float23' is not legal; did "
                        + "you mean 'float32'?"),
                line("job.cfg", "num_threads = 1", "num_treads = 1", "job.cfg:4: 'num_treads' is not a key of "
                        + "[parameters]; did you mean 'num_threads'?"),
                line("job.cfg", "forward_range = 1", "forward_range = 1,,x", "job.cfg:8: 'forward_range = 1,,x' is not "
                        + "legal; write sample numbers, such as 1-3,5"),
                line("job.cfg", "forward_range = 1", "forward_range = 3-1", "job.cfg:8: 'forward_range = 3-1' is not "
                        + "legal"),
                line("job.cfg", "forward_range = 1", "forward_range = 1,12", "job.cfg:8: there is no [sample12]; "
                        + "defined samples: 1"),
                line("job.cfg", "forward_range = 1", "forward_range =", "job.cfg:8: 'forward_range' is missing"),
                line("job.cfg", "forward_outsz = 2,8,8", "forward_outsz = 0,8,8", "job.cfg:10: 'forward_outsz = 0,8,8' "
                        + "is not legal; write three whole numbers z,y,x of at least 1, such as 1,100,100, or auto"),
                line("job.cfg", "forward_outsz = 2,8,8", "forward_outsz = 2,-8,8", "job.cfg:10: 'forward_outsz = 2,-8"),
                line("job.cfg", "forward_outsz = 2,8,8", "forward_outsz = 8,8", "job.cfg:10: 'forward_outsz = 8,8' is"),
                line("job.cfg", "output_prefix = FOLDER/out", "output_prefix =", "job.cfg:12: 'output_prefix' is "
                        + "missing from [parameters]; add 'output_prefix = "),
                line("data.spec", "input = 1", "input = 2", "data.spec:6: there is no [image2]; defined images: 1"),
                line("data.spec", "input = 1", "inptu = 1", "data.spec:6: 'inptu' of [sample1] is neither input nor "
                        + "output of ", "did you mean 'input'?"),
                line("data.spec", "input = 1", "input = 1\nouput = 1", "data.spec:7: 'ouput' of [sample1] is neither "
                        + "input nor output of ", "did you mean 'out'?"),
                line("data.spec", "fnames = image.h5", "fname = image.h5", "data.spec:2: 'fname' is not a key of "
                        + "[image1]; did you mean 'fnames'?"),
                line("data.spec", "pp_types = standard2D", "pp_types = standard2D # zero mean", "data.spec:3: "
                        + "'pp_types' has a comment behind its value: # zero mean; "),
                line("data.spec", "input = 1", "input = image1", "data.spec:6: 'input = image1' is not legal; write "
                        + "the number of the section alone: 'input = 1'"),
                line("job.cfg", "fnet_spec = net.znn", "fnet_spec = nett.znn", "job.cfg:2: 'fnet_spec' names "),
                line("job.cfg", "forward_net = net.h5", "forward_net = net.h", "job.cfg:9: 'forward_net' names ",
                        "did you mean 'net.h5'?"),
                line("net.znn", "type conv", "type konv", "net.znn:5: edge 'c1' has the unknown type 'konv'; did you "
                        + "mean 'conv'?"),
                line("net.znn", "function tanh", "function than", "net.znn:13: node 'n1' has the unknown function "
                        + "'than'; did you mean 'tanh'?"),
                line("net.znn", "input n1", "input out", "net.znn:15: the edges form a cycle: out → out"),
                line("net.znn", "size 1,3,3", "size 0,3,3", "net.znn:6: 'size 0,3,3' of edge 'c1' is not legal; each "
                        + "number must be at least 1"),
                line("net.znn", "size 1,3,3", "size 1,99999999,3", "net.znn:6: ", "at most 65536"),
                of("a path of another size", job -> job.write("net.znn", SmallForwardJob.NETWORK
                        + "edges skip\ntype conv\nsize 1,1,1\ninit zero\ninput input\noutput out\n"),
                        "net.znn:", "all paths from a node"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"files", "lines"})
    void isRefused(String name, Corruption corruption, String... fragments) throws IOException {
        corruption.applyTo(job);
        Refusal.assertRefused(job, fragments);
    }

    @Test
    void acceptsTheUnchangedJob() {
        ZnnInProcess.run(Map.of(), "plan", "-c", job.job()).assertMessages(0);
    }

    @Test
    void planIsRefusedLikeForward() throws IOException {
        job.set("dtype", "int8");
        Refusal.assertRefused(job, Map.of(), List.of("plan", "-c", job.job()),
                "job.cfg:5: 'dtype = int8' is not legal");
    }

    @Test
    void reportsErrorsInAllFilesTogether() throws IOException {
        job.set("dtype", "int8");
        job.replaceLine("net.znn", "function tanh", "function than");
        job.replaceLine("data.spec", "pp_types = standard2D", "pp_types = standard9D");
        Files.delete(job.file("net.h5"));
        CommandResult result = ZnnInProcess.run(Map.of(), "forward", "-c", job.job());
        for (String message : List.of("net.znn:13: ", "data.spec:3: ", "net.h5: there is no such file",
                "job.cfg:5: ")) {
            result.assertMessages(2, message);
        }
    }
}
