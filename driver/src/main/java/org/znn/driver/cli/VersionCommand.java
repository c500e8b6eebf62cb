package org.znn.driver.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.znn.driver.console.Console;
import org.znn.driver.report.Quantities;
import picocli.CommandLine.Command;

/** {@code version}: what a bug report should say about the machine. */
@Command(name = "version", description = "Show the versions of ZNN, Java and Spark, and what this machine offers.")
final class VersionCommand implements Runnable {

    private static final String SPARK_VERSION_FILE = "/spark-version-info.properties";

    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Runtime runtime = Runtime.getRuntime();
        console.line(VersionText.name());
        console.line("Java       " + System.getProperty("java.runtime.version") + " ("
                + System.getProperty("java.vendor") + ")");
        console.line("Spark      " + sparkVersion());
        console.line("System     " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch"));
        console.line("Processors " + runtime.availableProcessors());
        console.line("Heap       " + Quantities.bytes(runtime.maxMemory()));
    }

    private static String sparkVersion() {
        try (InputStream in = VersionCommand.class.getResourceAsStream(SPARK_VERSION_FILE)) {
            if (in == null) {
                return "not on the class path";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }
}
