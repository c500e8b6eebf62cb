package org.znn.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import org.znn.driver.autotune.Autotuner;
import org.znn.driver.autotune.ExecutorAutotuner;
import org.znn.driver.cli.Program;
import org.znn.driver.console.Console;

/** Runs the command line in this JVM. */
public final class ZnnInProcess {

    private ZnnInProcess() {
    }

    /** Runs a command on {@code local[cores]}. */
    public static CommandResult run(int cores, Map<String, String> properties, String... arguments) {
        return run(cores, new ExecutorAutotuner(), properties, arguments);
    }

    /** Runs a command on {@code local[cores]} with another autotuner. */
    public static CommandResult run(int cores, Autotuner autotuner, Map<String, String> properties,
            String... arguments) {
        Map<String, String> local = new TreeMap<>(properties);
        local.put("spark.master", "local[" + cores + "]");
        local.put("spark.driver.host", "127.0.0.1");
        local.put("spark.driver.bindAddress", "127.0.0.1");
        return run(autotuner, local, arguments);
    }

    /** Runs a command with system properties as spark-submit sets them. */
    public static CommandResult run(Map<String, String> properties, String... arguments) {
        return run(new ExecutorAutotuner(), properties, arguments);
    }

    private static CommandResult run(Autotuner autotuner, Map<String, String> properties, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        properties.forEach(System::setProperty);
        try {
            int exit = new Program(new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8),
                    0, System::nanoTime), autotuner).run(arguments);
            return new CommandResult(exit, text(out), text(err));
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
