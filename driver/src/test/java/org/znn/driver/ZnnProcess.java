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

/** Runs the command line in a separate process, as a user does, with the class path of the test. */
public final class ZnnProcess {

    /** JVM warnings about the flags that Spark passes to it. */
    private static final Pattern JVM_WARNINGS =
            Pattern.compile("(?m)^WARNING: (?:Using incubator modules.*|package \\S+ not in java\\.base)\\R");

    private static final int TIMEOUT_MINUTES = 10;

    private final Path folder;
    private final List<String> jvm = new ArrayList<>(List.of("-Xmx1g"));
    private final Map<String, String> spark = new TreeMap<>();

    /** Configures a process with a working directory, which also receives its output. */
    public ZnnProcess(Path folder) {
        this.folder = folder;
        spark.put("spark.master", "local[2]");
        spark.put("spark.driver.host", "127.0.0.1");
        spark.put("spark.driver.bindAddress", "127.0.0.1");
    }

    /** Sets a Spark property; for a master that starts executors also the properties that they need. */
    public ZnnProcess spark(String key, String value) {
        spark.put(key, value);
        if (value.startsWith("local-cluster") || value.startsWith("spark://")) {
            spark.put("spark.executor.extraClassPath", classPath());
            spark.put("spark.deploy.maxExecutorRetries", "1");
        }
        return this;
    }

    /** Adds a JVM option, which overrides earlier ones. */
    public ZnnProcess jvm(String option) {
        jvm.add(option);
        return this;
    }

    /** Starts a command; the caller waits for it or kills it. */
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

    /** Executes a command and waits for its end. */
    public CommandResult run(String... arguments) throws IOException, InterruptedException {
        return finish(start(arguments));
    }

    /** Waits for the end of a started command. */
    public CommandResult finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running after " + TIMEOUT_MINUTES + " minutes: " + read("out.txt")
                    + read("err.txt"));
        }
        String err = JVM_WARNINGS.matcher(read("err.txt")).replaceAll("");
        return new CommandResult(process.exitValue(), read("out.txt"), err);
    }

    /**
     * Waits for a condition during a started command; fails if the command ends first or on timeout.
     *
     * @param what description of the condition, for the message
     */
    public void await(Process process, String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(TIMEOUT_MINUTES);
        while (!condition.call()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new AssertionError("did not happen: " + what + "; " + finish(process).all());
            }
            Thread.sleep(2);
        }
    }

    /** Waits until a started command has written a text to standard output. */
    public void awaitOutput(Process process, String text) throws Exception {
        await(process, "output of '" + text + "'", () -> read("out.txt").contains(text));
    }

    /** Kills (SIGKILL) one of the two executors of a started command with a {@code local-cluster} master. */
    public static void killExecutor(Process process) {
        // The only child processes of a local cluster's driver are its executors.
        List<ProcessHandle> executors = process.descendants().toList();
        assertEquals(2, executors.size(), executors::toString);
        assertTrue(executors.get(0).destroyForcibly());
    }

    /** Returns whether a started command has written a text to its standard output or error so far. */
    public boolean hasPrinted(String text) {
        return read("out.txt").contains(text) || read("err.txt").contains(text);
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the class path of the test, with which all processes run. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
