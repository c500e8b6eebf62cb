package org.znn.driver.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.znn.driver.console.Console;
import org.znn.driver.report.Quantities;
import picocli.CommandLine.Command;

/** The command {@code version}: prints what a bug report should state about the software and the machine. */
@Command(name = "version", description = {
    "Show the versions of ZNN, Java and Spark, this machine's operating system and processors, and the heap size.", ""})
final class VersionCommand implements Runnable {

    private static final String SPARK_VERSION_FILE = "/spark-version-info.properties";

    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Runtime runtime = Runtime.getRuntime();
        console.printResult(VersionProvider.nameAndVersion());
        console.printResult("Java       " + System.getProperty("java.runtime.version") + " ("
                + System.getProperty("java.vendor") + ")");
        console.printResult("Spark      " + sparkVersion());
        console.printResult("System     " + System.getProperty("os.name") + " " + System.getProperty("os.version")
                + ", " + System.getProperty("os.arch"));
        console.printResult("Processors " + runtime.availableProcessors());
        console.printResult("Heap       " + Quantities.formatBytes(runtime.maxMemory()));
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
