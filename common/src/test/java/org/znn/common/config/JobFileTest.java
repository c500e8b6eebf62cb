package org.znn.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;

/** Tests job files: defaults, every key, legacy keys, data. */
class JobFileTest {

    private static final String FORWARD = """
            [parameters]
            fnet_spec = net.znn
            fdata_spec = data.spec
            out_type = boundary
            forward_range = 1
            forward_net = net.h5
            output_prefix = out/job
            """;
    private static final String TRAINING = """
            [parameters]
            fnet_spec = net.znn
            fdata_spec = data.spec
            out_type = affinity
            train_net_prefix = saved/net.h5
            train_range = 1
            test_range = 2
            """;
    private static final String DATA = """
            [image1]
            fnames = a.tif,
                     b.tif
            pp_types = standard2D,none
            is_auto_crop = yes
            [image2]
            fnames = hdfs://host/c.h5
            pp_types = symetric_rescale
            [label1]
            fnames = l.tif
            pp_types = binary_class
            fmasks = m.tif
            [sample1]
            input = 1
            output = 1
            [sample2]
            INPUT = 2
            """;

    private final Diagnostics diagnostics = new Diagnostics();

    @TempDir
    private Path folder;

    private JobFile job(String text) throws IOException {
        return job(text, Map.of());
    }

    private JobFile job(String text, Map<String, String> options) throws IOException {
        Files.writeString(folder.resolve("data.spec"), DATA);
        Path cfg = folder.resolve("job.cfg");
        Files.writeString(cfg, text);
        return JobFile.read(cfg.toString(), options, diagnostics).orElseThrow();
    }

    @Test
    void forwardJobNeedsNoTrainingKeys() throws IOException {
        Files.writeString(folder.resolve("net.znn"), "#");
        ForwardConfig forward = job(FORWARD).forwardConfig(diagnostics).orElseThrow();
        assertEquals(new ForwardConfig(
                new JobConfig(folder.resolve("job.cfg").toString(), folder.resolve("net.znn").toString(), 0,
                        Precision.FLOAT32, OutputType.BOUNDARY, CostFunction.SOFTMAX, false, false, 1),
                new SampleRange(List.of(1), folder.resolve("job.cfg") + ":5"),
                folder.resolve("net.h5").toString(), Optional.empty(), ConvolutionMode.OPTIMIZE, "out/job"), forward);
        assertTrue(forward.job().appliesSoftmax());
        assertEquals(List.of(), diagnostics.errors());
        assertEquals(List.of(), diagnostics.warnings());
    }

    @Test
    void trainingDefaults() throws IOException {
        TrainingConfig training = job(TRAINING).trainingConfig(diagnostics).orElseThrow();
        assertEquals("saved/net", training.netPrefix());
        assertEquals(CostFunction.BINOMIAL, training.job().costFunction());
        assertEquals(new Vec3(1, 100, 100), training.outputSize());
        assertEquals(RebalanceMode.NONE, training.rebalance());
        assertEquals(new TrainingConfig.Malis(false, MalisNormalisation.NONE, false), training.malis());
        assertEquals(new TrainingConfig.Sgd(1, 0.01, 1, 0, 0, 400_000), training.sgd());
        assertEquals(new TrainingConfig.Schedule(100, 500, 10, 1000, 100), training.schedule());
        assertEquals(new TrainingConfig.Output(false, false, false), training.output());
        assertEquals(List.of(), diagnostics.errors());
    }

    @Test
    void readsEveryKey() throws IOException {
        JobFile job = job(TRAINING + """
                num_threads = 4
                dtype = float64
                cost_fn = square-square
                train_outsz = 3, 20,30
                train_conv_mode: fft
                is_data_aug = Yes
                is_bd_mirror = on
                rebalance_mode = patch
                is_malis = 1
                malis_norm_type = frac
                is_constrained_malis = true
                is_stdio = yes
                is_debug = yes
                is_check = yes
                is_visual = no
                logging = yes
                Num_iter_per_show = 1
                Num_iter_per_test = 2
                test_num = 3
                Num_iter_per_save = 4
                Num_iter_per_annealing = 5
                Max_iter = 5000000000
                eta = 1e-3
                anneal_factor = 0.997
                momentum = 0.9
                weight_decay = 0.000005
                seed = -7
                batch = 8
                """, Map.of("test_range", "1-3,7,2"));
        TrainingConfig training = job.trainingConfig(diagnostics).orElseThrow();
        assertEquals(List.of(), diagnostics.errors());
        assertEquals(4, training.job().threads());
        assertEquals(Precision.FLOAT64, training.job().precision());
        assertEquals(CostFunction.SQUARE_SQUARE, training.job().costFunction());
        assertTrue(training.job().mirror());
        assertTrue(training.job().stopAfterFirstPatch());
        assertEquals(-7, training.job().seed());
        assertEquals(new SampleRange(List.of(1, 2, 3, 7), "command line"), training.testSamples());
        assertEquals(new Vec3(3, 20, 30), training.outputSize());
        assertEquals(ConvolutionMode.FFT, training.convolutionMode());
        assertTrue(training.augment());
        assertEquals(RebalanceMode.PATCH, training.rebalance());
        assertEquals(new TrainingConfig.Malis(true, MalisNormalisation.FRACTION, true), training.malis());
        assertEquals(new TrainingConfig.Sgd(8, 0.001, 0.997, 0.9, 0.000005, 5_000_000_000L), training.sgd());
        assertEquals(new TrainingConfig.Schedule(1, 2, 3, 4, 5), training.schedule());
        assertEquals(new TrainingConfig.Output(true, true, true), training.output());
    }

    @Test
    void translatesLegacyKeysWithAWarning() throws IOException {
        String old = TRAINING.replace("train_net_prefix", "train_net");
        TrainingConfig training = job(old + "is_train_optimize = no\nforce_fft = yes\nis_rebalance = yes\n")
                .trainingConfig(diagnostics).orElseThrow();
        assertEquals("saved/net", training.netPrefix());
        assertEquals(ConvolutionMode.FFT, training.convolutionMode());
        assertEquals(RebalanceMode.GLOBAL, training.rebalance());
        assertEquals(List.of("train_net", "is_train_optimize", "force_fft", "is_rebalance"),
                diagnostics.warnings().stream().map(p -> p.message().split("'")[1]).toList());
        ForwardConfig forward = job(FORWARD + "is_forward_optimize = yes\n").forwardConfig(diagnostics).orElseThrow();
        assertEquals(ConvolutionMode.OPTIMIZE, forward.convolutionMode());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 0", "-2147483648, 0", "3, 3"})
    void takesAllCoresForNoThreads(String threads, int expected) throws IOException {
        assertEquals(expected, job(FORWARD + "num_threads = " + threads + "\n").forwardConfig(diagnostics).orElseThrow()
                .job().threads());
        assertEquals(List.of(), diagnostics.errors());
    }

    @Test
    void takesPrefixesThatEndInASlashOrExistForFolders() throws IOException {
        String folderPrefix = folder.resolve("new") + "/";
        assertEquals(folderPrefix, netPrefix(folderPrefix));
        assertEquals(List.of(), diagnostics.warnings());
        String existing = Files.createDirectory(folder.resolve("run")).toString();
        assertEquals(existing + "/", netPrefix(existing));
        assertEquals("'train_net_prefix = " + existing + "' names an existing folder; files are written into it, such"
                + " as " + existing + "/_current.h5", diagnostics.warnings().get(0).message());
        Files.createFile(folder.resolve("run_current.h5"));
        assertEquals(existing, netPrefix(existing), "the run that began before the folder was made goes on");
        assertEquals(existing + "/", netPrefix(existing + "/"));
    }

    private String netPrefix(String text) throws IOException {
        return job(TRAINING.replace("saved/net.h5", text)).trainingConfig(diagnostics).orElseThrow().netPrefix();
    }

    /** The run's own network, by its file or, as in ZNN, by the prefix, is no seed. */
    @Test
    void startsFromTheNetworkOfALegacyKey() throws IOException {
        String prefix = folder.resolve("net").toString();
        Files.createFile(folder.resolve("other.h5"));
        Files.createFile(folder.resolve("net_current.h5"));
        for (String own : List.of("", prefix, prefix + ".h5", prefix + "_current.h5")) {
            assertEquals(Optional.empty(), seed("train_load_net", own, prefix), own);
        }
        String other = folder.resolve("other.h5").toString();
        assertEquals(Optional.of(other), seed("train_load_net", "other.h5", prefix));
        assertEquals(Optional.of(other), seed("train_seed_net", other, prefix));
        assertEquals(Optional.of("hdfs://host/n.h5"), seed("train_seed_net", "hdfs://host/n.h5", prefix));
        assertEquals(List.of(), diagnostics.errors());
        assertEquals(Optional.empty(), seed("train_load_net", "othr.h5", prefix));
        assertEquals(List.of(folder.resolve("job.cfg") + ":8: 'train_load_net' names " + folder.resolve("othr.h5")
                + ": there is no such file; did you mean 'other.h5'?"),
                diagnostics.errors().stream().map(Diagnostic::toString).toList());
    }

    private Optional<String> seed(String key, String file, String prefix) throws IOException {
        return job(TRAINING + key + " = " + file + "\n").seedNetwork(prefix, diagnostics);
    }

    @ParameterizedTest
    @CsvSource({"boundary, auto, SOFTMAX", "affinity, auto, BINOMIAL", "semantic, auto, SOFTMAX",
        "my_affinity_net, softmax_loss, SOFTMAX", "boundary, square_loss, SQUARE",
        "boundary, binomial_cross_entropy, BINOMIAL"})
    void costFunctionFollowsFromOutputTypeAndKey(String type, String cost, CostFunction expected) throws IOException {
        ForwardConfig forward = job(FORWARD.replace("boundary", type) + "cost_fn = " + cost + "\n")
                .forwardConfig(diagnostics).orElseThrow();
        assertEquals(expected, forward.job().costFunction());
    }

    @Test
    void acceptsByteOrderMarksLineEndingsAndLatin1() throws IOException {
        job(FORWARD);
        Path cfg = folder.resolve("job.cfg");
        Files.writeString(cfg, "\uFEFF" + FORWARD.replace("\n", "\r\n"));
        JobFile reread = JobFile.read(cfg.toString(), Map.of(), diagnostics).orElseThrow();
        assertEquals(OutputType.BOUNDARY, reread.forwardConfig(diagnostics).orElseThrow().job().outputType());
        Files.write(cfg, ("# für\n" + FORWARD).getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(JobFile.read(cfg.toString(), Map.of(), diagnostics).isPresent());
        assertEquals(List.of(), diagnostics.errors());
        assertEquals("is not UTF-8 and is read as Latin-1", diagnostics.warnings().get(0).message());
    }

    private List<Sample> bind(NetworkSpec network, boolean labelRequired, String location, Integer... numbers)
            throws IOException {
        return job(FORWARD).dataSpec(diagnostics).bindSamples(List.of(new SampleRange(List.of(numbers), location)),
                network, labelRequired, diagnostics);
    }

    @Test
    void bindsSamplesToTheNetwork() throws IOException {
        NetworkSpec network = network();
        for (String file : List.of("a.tif", "b.tif", "l.tif", "m.tif")) {
            Files.createFile(folder.resolve(file));
        }
        List<Sample> samples = bind(network, false, "x", 1, 2);
        assertEquals(List.of(), diagnostics.errors());
        ImageSpec first = samples.get(0).inputs().get("Input");
        assertEquals(List.of(folder.resolve("a.tif").toString(), folder.resolve("b.tif").toString()), first.files());
        assertEquals(List.of(Preprocessing.STANDARD_2D, Preprocessing.NONE), first.preprocessing());
        assertTrue(first.autoCrop());
        assertEquals(List.of("hdfs://host/c.h5"), samples.get(1).inputs().get("Input").files());
        assertEquals(Map.of(), samples.get(0).labels());

        Sample labelled = bind(network, true, "x", 1).get(0);
        assertEquals(List.of(folder.resolve("m.tif").toString()), labelled.labels().get("output").masks());
        bind(network, true, "job.cfg:5", 2, 9);
        assertEquals(List.of(folder.resolve("data.spec") + ":16: [sample2] has no label for any output of net.znn; "
                + "add 'output = N' with the number of a label",
                "job.cfg:5: there is no [sample9]; defined samples: 1, 2"),
                diagnostics.errors().stream().map(Diagnostic::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tif, b.tif, c.tif", "a.tif,\n b.tif,\n c.tif", "a.tif\n b.tif\n c.tif",
        "\n  a.tif, b.tif,\n  c.tif,", "a.tif,b.tif\n # the third\n c.tif"})
    void listsFilesOneALineOrSeparatedByCommas(String files) throws IOException {
        Files.writeString(folder.resolve("job.cfg"), FORWARD);
        Files.writeString(folder.resolve("data.spec"), DATA.replace("a.tif,\n         b.tif", files)
                .replace("fnames = l.tif", "fnames = " + files).replace("fmasks = m.tif", "fmasks ="));
        DataSpec data = JobFile.read(folder.resolve("job.cfg").toString(), Map.of(), diagnostics).orElseThrow()
                .dataSpec(diagnostics);
        List<String> expected = Stream.of("a.tif", "b.tif", "c.tif").map(f -> folder.resolve(f).toString()).toList();
        assertEquals(expected, data.images().get(1).files());
        assertEquals(expected, data.labels().get(1).files());
        assertEquals(List.of(), data.labels().get(1).masks());
        assertEquals(List.of(), diagnostics.errors());
    }

    /** Node names are case-sensitive in the network, but not as keys of the data specification. */
    private NetworkSpec network() {
        return NetworkParser.parse("net.znn", """
                nodes Input
                type input
                size 1
                edges c
                type conv
                size 1,1,1
                init zero
                input Input
                output output
                nodes output
                type sum
                size 2
                """.lines().toList(), diagnostics).orElseThrow();
    }
}
