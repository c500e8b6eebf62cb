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
                Arguments.of("[parameters]", "[Parameters]", "j.cfg: has no section [parameters]; start it with the "
                        + "line [parameters] in place of [Parameters]"),
                Arguments.of("[parameters]", "", "j.cfg:2: 'fnet_spec = net.znn' precedes the first section"),
                Arguments.of("out_type = boundary", "", "j.cfg: 'out_type' is missing from [parameters]; add"),
                Arguments.of("out_type = boundary", "out_type =", "j.cfg:6: 'out_type' is missing"),
                Arguments.of("out_type = boundary", "out_type = edges", "j.cfg:6: 'out_type = edges' is not legal; "
                        + "write boundary, affinity or semantic"),
                Arguments.of("cost_fn = auto", "cost_fn = hinge", "j.cfg:7: 'cost_fn = hinge' is not legal; "
                        + "write auto"),
                Arguments.of("cost_fn = auto", "cost_fn = hinge\nout_type = edges", "j.cfg:7: "
                        + "'cost_fn = hinge' is not legal; write auto"),
                Arguments.of("out_type = boundary", "  out_type = boundary", "j.cfg:6: 'out_type = boundary' "
                        + "is indented, so it continues the value of 'dtype'; begin it, and lines"),
                Arguments.of("output_prefix = out", "output_prefix = \"results/out\"", "j.cfg:12: 'output_prefix = "
                        + "\"results/out\"' is not legal; remove the quotes, which would be part of the name"),
                Arguments.of("train_net_prefix = saved", "train_net_prefix = $HOME/net", "j.cfg:13: "
                        + "'train_net_prefix = $HOME/net' is not legal; environment variables are not expanded"),
                Arguments.of("fdata_spec = d.spec", "fdata_spec = j.cfg", "j.cfg:3: j.cfg defines no samples; add a"),
                Arguments.of("dtype = float32", "dtype = float", "j.cfg:5: 'dtype = float' is not legal; did you mean "
                        + "'float32'?"),
                Arguments.of("num_threads = 2", "num_threads = all", "j.cfg:4: 'num_threads = all' is not legal; write "
                        + "a whole number"),
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
                Arguments.of("fdata_spec = d.spec", "fdata_spec = e.spec", "j.cfg:3: 'fdata_spec' names "),
                Arguments.of("fdata_spec = d.spec", "fdata_spec = e.spec", "e.spec: there is no such file; did you "
                        + "mean 'd.spec'?"),
                Arguments.of("fdata_spec = d.spec", "fdata_spec = d.spec # data", "j.cfg:3: 'fdata_spec' has a comment "
                        + "behind its value: # data; "),
                Arguments.of("dtype = float32", "dtype = float32 # or float64", "j.cfg:5: 'dtype' has a comment behind "
                        + "its value: # or float64; ZNN's files follow Python 2's ConfigParser, which reads '#' after "
                        + "a value as part of the value: put the comment on a line of its own, or begin it with ' ;'"),
                Arguments.of("output_prefix = out", "output_prefix = out # a/b", "j.cfg:12: 'output_prefix' has a "
                        + "comment"),
                Arguments.of("momentum = 0.9", "momentun = 0.9", "j.cfg:18: 'momentun' is not a key of [parameters]; "
                        + "did you mean 'momentum'?"),
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
                Arguments.of("fnames = a.tif", "fnames = aa.tif", "d.spec:2: the file "),
                Arguments.of("fnames = a.tif", "fnames = aa.tif", "aa.tif in fnames of [image1] does not exist; did "
                        + "you mean 'a.tif'?"),
                Arguments.of("fnames = l.tif", "fnames = l.tif\nfmasks = m.tif", "d.spec:7: the file "),
                Arguments.of("fnames = l.tif", "fnames = l.tif\nfmasks = m.tif", "m.tif in fmasks of [label1] does "),
                Arguments.of("fnames = a.tif", "fnames = no/a.tif", "the folder no does not exist either"),
                Arguments.of("fnames = a.tif", "fnames = a.tif # raw", "d.spec:2: 'fnames' has a comment behind its "
                        + "value: # raw; "),
                Arguments.of("fnames = a.tif", "fnames = a.tif,\n  l.tif # raw, not labels", "d.spec:2: 'fnames' has a "
                        + "comment behind its value: # raw, not labels; "),
                Arguments.of("fnames = a.tif", "fnames = a.tif,\n  l.tif ; raw", "value: ; raw; ZNN's files follow "
                        + "Python 2's ConfigParser, which reads ';' in a continued line as part of the value: put the "
                        + "comment on a line of its own"),
                Arguments.of("fnames = a.tif", "", "d.spec:1: [image1] has no 'fnames'; add 'fnames = FILE'"),
                Arguments.of("pp_types = standard2D", "pp_types = <standard2D, none>", "d.spec:3: '<standard2D, none>' "
                        + "of pp_types stands for a choice; write one of standard2D, standard3D, symetric_rescale"),
                Arguments.of("pp_types = standard2D", "pp_types = standard2D # zero mean", "d.spec:3: 'pp_types' has a "
                        + "comment behind its value: # zero mean; "),
                Arguments.of("is_auto_crop = yes", "is_auto_corp = yes", "d.spec:4: 'is_auto_corp' is not a key of "
                        + "[image1]; did you mean 'is_auto_crop'?"),
                Arguments.of("pp_types = standard2D", "pp_types = standard2", "d.spec:3: 'standard2' of pp_types is "
                        + "unknown; did you mean 'standard2D'?"),
                Arguments.of("is_auto_crop = yes", "is_auto_crop = y", "d.spec:4: 'is_auto_crop = y' is not legal"),
                Arguments.of("input = 1", "inptu = 1", "d.spec:8: 'inptu' of [sample1] is neither input nor output of "
                        + "net.znn; did you mean 'input'?"),
                Arguments.of("output = 1", "ouput = 1", "d.spec:9: 'ouput' of [sample1] is neither input nor output of "
                        + "net.znn; did you mean 'output'?"),
                Arguments.of("input = 1", "input = image1", "d.spec:8: 'input = image1' is not legal; write the number "
                        + "of the section alone: 'input = 1'"),
                Arguments.of("input = 1", "input = 1 # raw", "d.spec:8: 'input' has a comment behind its value: # raw"),
                Arguments.of("input = 1", "input =", "d.spec:7: [sample1] has no image for the input 'input'"),
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

    /** ZNN ignores unknown keys; only those without a value or without resemblance to a known key are ignored here. */
    @Test
    void warnsAboutKeysThatAreIgnored() throws IOException {
        read(CFG.replace("max_iter = 5000", "max_iter = 5000\njitter_size = 0,3,3\nis_optimize = no\nmomentun =\n"
                + "git_branch = master\ntrain_load_net ="),
                SPEC.replace("is_auto_crop = yes", "fmasks =").replace("pp_types = standard2D\n", "")
                        .replace("fnames = l.tif", "fnames = l.tif\nis_affinity = no").replace("output = 1",
                        "output = 1\ninput-r ="));
        assertEquals("", messages());
        assertEquals("""
                j.cfg:24: 'train_load_net' is a key of older ZNN releases and is ignored because it is empty; remove it
                j.cfg:21: 'is_optimize' is a key of older ZNN releases and has no effect; remove it
                j.cfg:20: 'jitter_size' is a key of older ZNN releases and has no effect; remove it
                j.cfg:23: 'git_branch' is not a key of [parameters] and is ignored, as ZNN ignores it; remove it
                j.cfg:22: 'momentun' is not a key of [parameters]; it is ignored because it is empty; did you mean \
                'momentum'?
                d.spec:3: 'fmasks' of [image1] is ignored; a mask belongs to a [labelN]
                d.spec:1: [image1] has no 'pp_types': its grey values are used unchanged; add 'pp_types = none' to \
                confirm, or 'pp_types = standard2D'
                d.spec:6: 'is_affinity' is not a key of [label1] and is ignored, as ZNN ignores it; remove it
                d.spec:10: 'input-r' of [sample1] is empty and ignored; write the number of an image or label section, \
                or remove it""", text(diagnostics.warnings()));
    }

    /** Keys that others insert are of use, and no-break spaces look like blanks. */
    @Test
    void acceptsInsertedKeysAndNoBreakSpaces() throws IOException {
        read(CFG.replace("output_prefix = out", "root\u00a0=\u00a0results\u00a0\noutput_prefix = %(ROOT)s"), SPEC);
        assertEquals("", messages());
        assertEquals("", text(diagnostics.warnings()));
    }

    /** A .spec that cannot be read is no reason to report its samples as missing. */
    @Test
    void reportsAMissingSpecOnce() throws IOException {
        read(CFG.replace("d.spec", "e.spec"), SPEC);
        assertEquals(1, diagnostics.errors().size(), messages());
    }

    @Test
    void acceptsFilesWhoseNamesContainCommentMarks() throws IOException {
        Files.createFile(folder.resolve("a #1.tif"));
        Files.createFile(folder.resolve("b ;2, c.tif"));
        read(CFG.replace("output_prefix = out", "output_prefix = " + Files.createDirectory(folder.resolve("run #3"))
                + "/net"), SPEC.replace("fnames = a.tif", "fnames = a #1.tif,\n a.tif, a #1.tif\n b ;2, c.tif"));
        assertEquals("", messages());
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
            job.dataSpec(diagnostics).bindSamples(List.of(range), network, true, diagnostics);
        });
    }

    private String messages() {
        return text(diagnostics.errors());
    }

    private String text(List<Diagnostic> all) {
        return all.stream().map(d -> d.toString().replace(folder + "/", "")).collect(Collectors.joining("\n"));
    }
}
