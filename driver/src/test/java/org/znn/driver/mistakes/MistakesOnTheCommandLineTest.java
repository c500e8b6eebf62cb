package org.znn.driver.mistakes;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in options, in settings of Spark and of the cluster, in passes and places of results. */
class MistakesOnTheCommandLineTest {

    @TempDir
    private Path folder;
    private JobFolder job;
    private final Map<String, String> before = new TreeMap<>();

    @BeforeEach
    void write() throws IOException {
        job = new JobFolder(folder);
    }

    @AfterEach
    void unset() {
        before.forEach((key, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, value);
            }
        });
    }

    static Stream<Arguments> usage() {
        return Stream.of(
                Arguments.of("", "which command?; znn --help tells what there is"),
                Arguments.of("forwards -c JOB", "there is no command 'forwards'; did you mean 'forward'?"),
                Arguments.of("frobnicate", "there is no command 'frobnicate'"),
                Arguments.of("forward", "Missing required option: '--config=JOB.cfg'; znn forward --help tells"),
                Arguments.of("plan", "Missing required option: '--config=JOB.cfg'"),
                Arguments.of("info", "Missing required parameter: 'FILE'"),
                Arguments.of("forward -c", "Missing required parameter for option '--config' (JOB.cfg)"),
                Arguments.of("forward -c JOB --nett x.h5", "there is no option '--nett'; did you mean '--net'?"),
                Arguments.of("forward -c JOB other.cfg", "'other.cfg' is more than forward takes"),
                Arguments.of("forward -c JOB -c JOB", "option '--config' (JOB.cfg) should be specified only once"),
                Arguments.of("forward -c JOB --executor-memory 2g", "--executor-memory is an option of spark-submit: "
                        + "write it before the command"),
                Arguments.of("forward -c JOB -r 1-9", "command line: there is no [sample2]; defined are samples 1"),
                Arguments.of("forward -c JOB -r x", "command line: 'forward_range = x' is not legal"),
                Arguments.of("forward -c JOB -n nte.h5", "nte.h5: there is no such file"),
                Arguments.of("info nothing.h5 more", "'more' is more than info takes"));
    }

    @ParameterizedTest
    @MethodSource
    void usage(String line, String told) throws IOException {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));
        job.refused(arguments, told.split("; (?=znn)"));
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of("spark.znn.output.compression", "11", "--conf spark.znn.output.compression: znn.output."
                        + "compression is '11'; it should be a whole number from 0 to 9 (default: 4)"),
                Arguments.of("spark.znn.output.comprssion", "1", "--conf spark.znn.output.comprssion: there is no "
                        + "setting 'spark.znn.output.comprssion'; did you mean 'spark.znn.output.compression'?"),
                Arguments.of("spark.znn.output.chunk", "0,8,8", "--conf spark.znn.output.chunk: "),
                Arguments.of("spark.master", "lokal[2]", "Spark: Could not parse Master URL: 'lokal[2]'; correct it "
                        + "where it is set: an option before the command"),
                Arguments.of("spark.master", "local[x]", "Spark: Could not parse Master URL: 'local[x]'"),
                Arguments.of("spark.executor.memory", "much", "spark.executor.memory: 'much' is not legal; "
                        + "write it like 4g or 800m"),
                Arguments.of("spark.task.cpus", "two", "Spark: The value 'two' in the config "
                        + "\"spark.task.cpus\" is invalid."));
    }

    @ParameterizedTest
    @MethodSource
    void settings(String key, String value, String told) throws IOException {
        set(key, value);
        if (!key.equals("spark.master")) {
            set("spark.master", key.startsWith("spark.executor") ? "local-cluster[1,1,1024]" : "local[1]");
        }
        job.refused(told);
    }

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of("under a file", "net.znn/out", "", "job.cfg:12: the folder ", "net.znn is a file; choose "
                        + "another output_prefix"),
                Arguments.of("far under a file", "net.znn/a/b/out", "", "job.cfg:12: ", "net.znn is a file"),
                Arguments.of("a folder has the name", "o", "o_sample1_out.h5/x", "job.cfg:12: ", "o_sample1_out.h5 "
                        + "cannot be written: a folder has this name"),
                Arguments.of("a file has the name of the parts", "o", "o_sample1_out.parts", "job.cfg:12: ",
                        "o_sample1_out.parts cannot be written: a file has this name"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void places(String name, String prefix, String inTheWay, String told, String more) throws IOException {
        job.set("output_prefix", job.file(prefix).toString());
        if (!inTheWay.isEmpty()) {
            Files.createDirectories(job.file(inTheWay).getParent());
            job.write(inTheWay, "in the way");
        }
        job.refused(told, more);
    }

    @Test
    void aFileSystemThatSparkDoesNotKnow() throws IOException {
        job.set("output_prefix", "nosuch://host/out");
        job.refused("job.cfg:12: nosuch://host/out cannot be written: No FileSystem for scheme \"nosuch\"; choose "
                + "another output_prefix");
    }

    @Test
    void aMissingFolderIsNoMistakeAndIsNotMadeByPlan() throws IOException {
        job.set("output_prefix", job.file("new/and/newer/out").toString());
        JobFolder.assertPlain(job.run("plan", "-c", "JOB"), 0);
        assertFalse(Files.exists(job.file("new")));
    }

    @Test
    void aPassThatDoesNotFitIsToldTheNearestThatDoes() throws IOException {
        job.set("forward_outsz", "200,2000,2000");
        job.image("image.h5", new float[1][1][1]);
        job.image("image.h5", new byte[201][600][600]);
        job.refused("job.cfg:10: a pass of 200,596,596 output voxels needs ", ", an executor gives it ",
                "; forward_outsz = ", " fits (", "; or forward_outsz = auto, or more memory (--executor-memory; "
                + "--driver-memory in local mode)");
    }

    @Test
    void verboseShowsWhereAMistakeWasFound() throws IOException {
        job.remove("net.h5");
        JobFolder.Outcome outcome = job.run("plan", "-c", "JOB", "--verbose");
        assertTrue(outcome.err().contains("    at org.znn.common.problem.Problems.throwIfAny"), outcome.all());
    }

    private void set(String key, String value) {
        before.put(key, System.getProperty(key, ""));
        System.setProperty(key, value);
    }
}
