package org.znn.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;

/** The command line run as a process of its own, as a user runs it, with this test's class path. */
public final class ZnnProcess {

    /** What a JVM says of the flags that Spark gives it, which is not ours to judge. */
    private static final Pattern OF_FLAGS =
            Pattern.compile("(?m)^WARNING: (?:Using incubator modules.*|package \\S+ not in java\\.base)\\R");

    /** Minutes that a command, or what is awaited of it, may take. */
    private static final int PATIENCE = 10;

    private final Path folder;
    private final List<String> jvm = new ArrayList<>(List.of("-Xmx1g"));
    private final Map<String, String> spark = new TreeMap<>();

    /**
     * What a finished process left.
     *
     * @param exit code
     * @param out  standard output
     * @param err  standard error
     */
    public record Result(int exit, String out, String err) {

        /** Everything it said, for messages of assertions. */
        public String all() {
            return "exit " + exit + "\n--- out\n" + out + "\n--- err\n" + err;
        }
    }

    /** Runs in the given folder. */
    public ZnnProcess(Path folder) {
        this.folder = folder;
        spark.put("spark.master", "local[2]");
        spark.put("spark.driver.host", "127.0.0.1");
        spark.put("spark.driver.bindAddress", "127.0.0.1");
    }

    /** Sets a Spark property; {@code local-cluster} masters get what they need besides. */
    public ZnnProcess spark(String key, String value) {
        spark.put(key, value);
        if (value.startsWith("local-cluster")) {
            spark.put("spark.executor.extraClassPath", classPath());
            spark.put("spark.deploy.maxExecutorRetries", "1");
        }
        return this;
    }

    /** Adds an option of the JVM; a later one overrides an earlier one. */
    public ZnnProcess jvm(String option) {
        jvm.add(option);
        return this;
    }

    /** Starts the command; the caller waits for it or kills it. */
    public Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(jvm);
        spark.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", classPath(), "org.znn.driver.Main"));
        command.addAll(List.of(arguments));
        Path home = Files.createDirectories(folder.resolve("spark-home/jars")).getParent();
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile()).redirectError(folder.resolve("err.txt").toFile());
        builder.environment().putAll(Map.of("SPARK_SCALA_VERSION", "2.13", "SPARK_LOCAL_IP", "127.0.0.1",
                "SPARK_HOME", home.toString()));
        return builder.start();
    }

    /** Runs the command to its end. */
    public Result run(String... arguments) throws IOException, InterruptedException {
        return finish(start(arguments));
    }

    /** Waits for a started command. */
    public Result finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running after " + PATIENCE + " minutes: " + read("out.txt")
                    + read("err.txt"));
        }
        String err = OF_FLAGS.matcher(read("err.txt")).replaceAll("");
        return new Result(process.exitValue(), read("out.txt"), err);
    }

    /**
     * Waits until a condition of a started command holds; fails where the command ends before, or minutes pass.
     *
     * @param what holds then, for the message
     */
    public void await(Process process, String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE);
        while (!condition.call()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new AssertionError("not so in time: " + what + "; " + finish(process).all());
            }
            Thread.sleep(2);
        }
    }

    /** Waits until a started command has written this to its standard output. */
    public void awaitOutput(Process process, String text) throws Exception {
        await(process, "it has written '" + text + "'", () -> read("out.txt").contains(text));
    }

    /** Kills (SIGKILL) one of the two executors of a started command whose master is a local cluster. */
    public static void killExecutor(Process process) {
        // Nothing but executors has the driver of a local cluster as its parent.
        List<ProcessHandle> executors = process.descendants().toList();
        assertEquals(2, executors.size(), executors::toString);
        assertTrue(executors.get(0).destroyForcibly());
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
