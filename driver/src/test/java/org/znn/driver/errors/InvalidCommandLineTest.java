package org.znn.driver.errors;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** Invalid options, Spark and cluster settings, pass sizes and output locations are refused with plain messages. */
class InvalidCommandLineTest {

    @TempDir
    private Path folder;
    private JobFolder job;

    @BeforeEach
    void createJob() throws IOException {
        job = SmallForwardJob.create(folder);
    }

    static Stream<Arguments> usage() {
        return Stream.of(
                Arguments.of("", "no command given; znn --help shows the usage"),
                Arguments.of("forwards -c JOB", "unknown command 'forwards'; did you mean 'forward'?"),
                Arguments.of("frobnicate", "unknown command 'frobnicate'"),
                Arguments.of("forward", "Missing required option: '--config=JOB.cfg'; znn forward --help shows"),
                Arguments.of("plan", "Missing required option: '--config=JOB.cfg'"),
                Arguments.of("info", "Missing required parameter: 'FILE'"),
                Arguments.of("forward -c", "Missing required parameter for option '--config' (JOB.cfg)"),
                Arguments.of("forward -c JOB --nett x.h5", "unknown option '--nett'; did you mean '--net'?"),
                Arguments.of("forward -c JOB other.cfg", "unexpected argument 'other.cfg'"),
                Arguments.of("forward -c JOB -c JOB", "option '--config' (JOB.cfg) should be specified only once"),
                Arguments.of("forward -c JOB --executor-memory 2g", "--executor-memory is an option of spark-submit; "
                        + "put it before the command"),
                Arguments.of("forward -c JOB -r 1-9", "command line: there is no [sample2]; defined samples: 1"),
                Arguments.of("forward -c JOB -r x", "command line: 'forward_range = x' is not legal"),
                Arguments.of("forward -c JOB -n nte.h5", "nte.h5: there is no such file"),
                Arguments.of("info nothing.h5 more", "unexpected argument 'more'"));
    }

    @ParameterizedTest
    @MethodSource
    void usage(String line, String messages) throws IOException {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.replace("JOB", job.job()).split(" "));
        Refusal.assertRefused(job, Map.of(), arguments, messages.split("; (?=znn)"));
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of("spark.znn.output.compression", "11", "--conf spark.znn.output.compression: znn.output."
                        + "compression is '11'; it should be a whole number from 0 to 9 (default: 4)"),
                Arguments.of("spark.znn.output.comprssion", "1", "--conf spark.znn.output.comprssion: there is no "
                        + "setting 'spark.znn.output.comprssion'; did you mean 'spark.znn.output.compression'?"),
                Arguments.of("spark.znn.output.chunk", "0,8,8", "--conf spark.znn.output.chunk: "),
                Arguments.of("spark.master", "lokal[2]", "Spark: Could not parse Master URL: 'lokal[2]'; correct it "
                        + "where it is set: in an option before the command"),
                Arguments.of("spark.master", "local[x]", "Spark: Could not parse Master URL: 'local[x]'"),
                Arguments.of("spark.executor.memory", "much", "spark.executor.memory: 'much' is not valid; "
                        + "use a size such as 4g or 800m"),
                Arguments.of("spark.task.cpus", "two", "Spark: The value 'two' in the config "
                        + "\"spark.task.cpus\" is invalid."));
    }

    @ParameterizedTest
    @MethodSource
    void settings(String key, String value, String message) throws IOException {
        Map<String, String> properties = new TreeMap<>(Map.of("spark.master",
                key.startsWith("spark.executor") ? "local-cluster[1,1,1024]" : "local[1]"));
        properties.put(key, value);
        Refusal.assertRefused(job, properties, List.of("forward", "-c", job.job()), message);
    }

    static Stream<Arguments> outputs() {
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
    void outputs(String name, String prefix, String obstacle, String message, String rest) throws IOException {
        job.set("output_prefix", job.file(prefix).toString());
        if (!obstacle.isEmpty()) {
            Files.createDirectories(job.file(obstacle).getParent());
            job.write(obstacle, "in the way");
        }
        Refusal.assertRefused(job, message, rest);
    }

    @Test
    void refusesUnknownFileSystem() throws IOException {
        job.set("output_prefix", "nosuch://host/out");
        Refusal.assertRefused(job, "job.cfg:12: nosuch://host/out cannot be written: the file system for "
                + "nosuch:// paths is not available; pass its jars to spark-submit", "; choose another output_prefix");
    }

    @Test
    void planAcceptsMissingFolderWithoutCreatingIt() throws IOException {
        job.set("output_prefix", job.file("new/and/newer/out").toString());
        ZnnInProcess.run(Map.of(), "plan", "-c", job.job()).assertMessages(0);
        assertFalse(Files.exists(job.file("new")));
    }

    @Test
    void suggestsTheNearestPassThatFits() throws IOException {
        job.set("forward_outsz", "200,2000,2000");
        job.volume("image.h5", new byte[201][600][600]);
        Refusal.assertRefused(job, "job.cfg:10: a pass of 200,596,596 output voxels needs ",
                ", but an executor has only ", " for it; forward_outsz = ", " fits (",
                "; or use forward_outsz = auto, or give executors more memory (--executor-memory; --driver-memory in "
                        + "local mode)");
    }

    @Test
    void verboseShowsStackTraceOfUserError() throws IOException {
        Files.delete(job.file("net.h5"));
        CommandResult result = ZnnInProcess.run(Map.of(), "plan", "-c", job.job(), "--verbose");
        assertTrue(result.err().contains("    at org.znn.common.diagnostic.Diagnostics.throwIfErrors"), result.all());
    }
}
