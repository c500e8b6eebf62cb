package org.znn.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;

/** Every error in a job's files is reported with its line and a remedy. */
class InvalidJobsTest {

    /** Valid job file; the cases below refer to its line numbers. */
    private static final String CFG = """
            [parameters]
            fnet_spec = net.znn
            fdata_spec = d.spec
            num_threads = 2
            dtype = float32
            out_type = boundary
            cost_fn = auto
            forward_range = 1
            forward_net = net.h5
            forward_outsz = 1,10,10
            forward_conv_mode = fft
            output_prefix = out
            train_net_prefix = saved
            train_range = 1
            test_range = 1
            train_outsz = 1,20,20
            eta = 0.01
            momentum = 0.9
            max_iter = 5000
            """;
    private static final String SPEC = """
            [image1]
            fnames = a.tif
            pp_types = standard2D
            is_auto_crop = yes
            [label1]
            fnames = l.tif
            [sample1]
            input = 1
            output = 1
            """;
    private static final String NET = """
            nodes input
            type input
            size 1
            edges c
            type conv
            size 1,1,1
            init zero
            input input
            output output
            nodes output
            type sum
            size 2
            """;

    @TempDir
    private Path folder;
    private final Diagnostics diagnostics = new Diagnostics();

    static Stream<Arguments> cfg() {
        return Stream.of(
                Arguments.of("[parameters]", "[parameter]", "j.cfg: has no section [parameters]; start it with"),
                Arguments.of("[parameters]", "", "j.cfg:2: 'fnet_spec = net.znn' precedes the first section"),
                Arguments.of("out_type = boundary", "", "j.cfg: 'out_type' is missing from [parameters]; add"),
                Arguments.of("out_type = boundary", "out_type =", "j.cfg:6: 'out_type' is missing"),
                Arguments.of("out_type = boundary", "out_type = edges", "j.cfg:6: 'out_type = edges' is not legal; "
                        + "write boundary, affinity or semantic"),
                Arguments.of("cost_fn = auto", "cost_fn = hinge", "j.cfg:7: 'cost_fn = hinge' is not legal; "
                        + "write auto"),
                Arguments.of("dtype = float32", "dtype = float", "j.cfg:5: 'dtype = float' is not legal; did you mean "
                        + "'float32'?"),
                Arguments.of("num_threads = 2", "num_threads = -1", "j.cfg:4: 'num_threads = -1' is not legal; write a "
                        + "whole number of at least 0"),
                Arguments.of("num_threads = 2", "num_thread = 2", "j.cfg:4: 'num_thread' is not a key of [parameters]; "
                        + "did you mean 'num_threads'?"),
                Arguments.of("eta = 0.01", "eta = fast", "j.cfg:17: 'eta = fast' is not legal; write a number of at"),
                Arguments.of("momentum = 0.9", "momentum = 1.9", "j.cfg:18: 'momentum = 1.9' is not legal; write a "
                        + "number from 0 to 1"),
                Arguments.of("train_outsz = 1,20,20", "train_outsz = 20,20", "j.cfg:16: 'train_outsz = 20,20' is not "
                        + "legal; write three whole numbers z,y,x"),
                Arguments.of("forward_outsz = 1,10,10", "forward_outsz = 0,10,10", "j.cfg:10: 'forward_outsz = "
                        + "0,10,10' is not legal; write three whole numbers z,y,x of at least 1, such as "
                        + "1,100,100, or auto"),
                Arguments.of("forward_range = 1", "forward_range = 3-1", "j.cfg:8: 'forward_range = 3-1' is not legal; "
                        + "write sample numbers, such as 1-3,5"),
                Arguments.of("forward_range = 1", "forward_range = 1-999999999", "j.cfg:8: 'forward_range"),
                Arguments.of("forward_range = 1", "forward_range = 1-2,7", "j.cfg:8: there is no [sample7]; defined "
                        + "samples: 1"),
                Arguments.of("forward_conv_mode = fft", "forward_conv_mode = ftt", "j.cfg:11: 'forward_conv_mode = "
                        + "ftt' is not legal; did you mean 'fft'?"),
                Arguments.of("max_iter = 5000", "max_iter = 1000", "j.cfg:19: 'max_iter = 1000' is not legal; it must "
                        + "be greater than num_iter_per_save, which is 1000"),
                Arguments.of("out_type = boundary", "out_type = semantic\nis_malis = yes", "j.cfg:7: 'is_malis = yes' "
                        + "is not legal; MALIS weights the edges between neighbouring"),
                Arguments.of("max_iter = 5000", "is_data_aug = maybe", "j.cfg:19: 'is_data_aug = maybe' is not legal; "
                        + "write yes or no"),
                Arguments.of("max_iter = 5000", "seed = 1.5", "j.cfg:19: 'seed = 1.5' is not legal; write a whole"),
                Arguments.of("max_iter = 5000", "batch = 0", "j.cfg:19: 'batch = 0' is not legal"),
                Arguments.of("max_iter = 5000", "rebalance_mode = globl", "j.cfg:19: 'rebalance_mode = globl' is not"),
                Arguments.of("max_iter = 5000", "max_iter", "j.cfg:19: 'max_iter' is neither [section] nor "
                        + "key = value"),
                Arguments.of("fdata_spec = d.spec", "fdata_spec = e.spec", "e.spec: there is no such file; did you "
                        + "mean 'd.spec'?"),
                Arguments.of("fdata_spec = d.spec", "", "j.cfg: 'fdata_spec' is missing from [parameters]"),
                Arguments.of("output_prefix = out", "output_prefix = %(rot)s/out\nroot = x", "j.cfg:12: %(rot)s refers "
                        + "to a key that is neither in this section nor in [DEFAULT]; did you mean 'root'?"),
                Arguments.of("output_prefix = out", "output_prefix = %(output_prefix)s", "j.cfg:12: %(output_prefix)s "
                        + "refers to itself"));
    }

    static Stream<Arguments> spec() {
        return Stream.of(
                Arguments.of("fnames = a.tif", "fname = a.tif", "d.spec:2: 'fname' is not a key of [image1]; did you "
                        + "mean 'fnames'?"),
                Arguments.of("fnames = a.tif", "fnames = aa.tif", "d.spec:1: the file "),
                Arguments.of("fnames = a.tif", "fnames = aa.tif", "does not exist; did you mean 'a.tif'?"),
                Arguments.of("fnames = a.tif", "", "d.spec:1: [image1] has no 'fnames'; add 'fnames = FILE'"),
                Arguments.of("pp_types = standard2D", "", "d.spec:1: [image1] has no 'pp_types'; add"),
                Arguments.of("pp_types = standard2D", "pp_types = standard2", "d.spec:3: 'standard2' of pp_types is "
                        + "unknown; did you mean 'standard2D'?"),
                Arguments.of("is_auto_crop = yes", "is_auto_crop = y", "d.spec:4: 'is_auto_crop = y' is not legal"),
                Arguments.of("input = 1", "inptu = 1", "d.spec:8: 'inptu' of [sample1] is neither input nor output of "
                        + "net.znn; did you mean 'input'?"),
                Arguments.of("input = 1", "", "d.spec:7: [sample1] has no image for the input 'input' of net.znn"),
                Arguments.of("input = 1", "input = 4", "d.spec:8: there is no [image4]; defined images: 1"),
                Arguments.of("output = 1", "output = one", "d.spec:9: 'output = one' is not legal; write the number"),
                Arguments.of("output = 1", "output = 2", "d.spec:9: there is no [label2]; defined labels: 1"));
    }

    @ParameterizedTest
    @MethodSource("cfg")
    void reportsErrorsInTheConfiguration(String from, String to, String expected) throws IOException {
        check(CFG.replaceFirst("(?m)^" + Pattern.quote(from) + "$",
                Matcher.quoteReplacement(to)), SPEC, expected);
    }

    @ParameterizedTest
    @MethodSource("spec")
    void reportsErrorsInTheDataSpecification(String from, String to, String expected) throws IOException {
        check(CFG, SPEC.replaceFirst("(?m)^" + from + "$", to), expected);
    }

    @Test
    void baseFilesAreValid() throws IOException {
        read(CFG, SPEC);
        assertEquals("", messages());
    }

    @Test
    void reportsMissingFile() {
        assertEquals(Optional.empty(), JobFile.read(folder.resolve("x.cfg").toString(), Map.of(), diagnostics));
        assertTrue(messages().contains("x.cfg: there is no such file"), messages());
    }

    @Test
    void reportsAllErrorsTogether() throws IOException {
        read(CFG.replace("float32", "single").replace("fft", "fast").replace("eta =", "etaa ="),
                SPEC.replace("input = 1", "input = 3").replace("standard2D", "standard9D"));
        List<String> places = diagnostics.errors().stream().map(p -> p.location().replaceFirst(".*/", "")).distinct()
                .sorted().toList();
        assertEquals(List.of("d.spec:3", "d.spec:8", "j.cfg:11", "j.cfg:17", "j.cfg:5"), places, messages());
    }

    private void check(String cfg, String spec, String expected) throws IOException {
        assertTrue(!cfg.equals(CFG) || !spec.equals(SPEC), "the case changes nothing");
        read(cfg, spec);
        assertTrue(messages().contains(expected), messages());
    }

    private void read(String cfg, String spec) throws IOException {
        Files.writeString(folder.resolve("j.cfg"), cfg);
        Files.writeString(folder.resolve("d.spec"), spec);
        Files.createFile(folder.resolve("a.tif"));
        Files.createFile(folder.resolve("l.tif"));
        JobFile.read(folder.resolve("j.cfg").toString(), Map.of(), diagnostics).ifPresent(job -> {
            SampleRange range = job.forwardConfig(diagnostics).map(ForwardConfig::samples)
                    .orElse(new SampleRange(List.of(1), ""));
            job.trainingConfig(diagnostics);
            NetworkSpec network = NetworkParser.parse("net.znn", NET.lines().toList(), diagnostics).orElseThrow();
            job.dataSpec(diagnostics).bindSamples(range, network, true, diagnostics);
        });
    }

    private String messages() {
        return diagnostics.errors().stream().map(Diagnostic::toString).collect(Collectors.joining("\n"));
    }
}
