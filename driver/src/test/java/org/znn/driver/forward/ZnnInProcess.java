package org.znn.driver.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import org.znn.driver.ZnnProcess;
import org.znn.driver.choice.ExecutorMeasuring;
import org.znn.driver.choice.Measuring;
import org.znn.driver.cli.Program;
import org.znn.driver.console.Console;

/** The command line run in this JVM, with Spark's properties set for the time of the run. */
public final class ZnnInProcess {

    private ZnnInProcess() {
    }

    /** Runs a command on {@code local[cores]}. */
    public static ZnnProcess.Result run(int cores, Map<String, String> properties, String... arguments) {
        return run(cores, new ExecutorMeasuring(), properties, arguments);
    }

    /** The same with another way to find out how convolutions are fastest. */
    public static ZnnProcess.Result run(int cores, Measuring measuring, Map<String, String> properties,
            String... arguments) {
        Map<String, String> spark = new TreeMap<>(properties);
        spark.put("spark.master", "local[" + cores + "]");
        spark.put("spark.driver.host", "127.0.0.1");
        spark.put("spark.driver.bindAddress", "127.0.0.1");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        spark.forEach(System::setProperty);
        try {
            int exit = new Program(new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8),
                    0, System::nanoTime), measuring).run(arguments);
            return new ZnnProcess.Result(exit, out.toString(UTF_8), err.toString(UTF_8));
        } finally {
            spark.keySet().forEach(System::clearProperty);
        }
    }
}
