package org.znn.driver;

import org.znn.driver.autotune.ExecutorAutotuner;
import org.znn.driver.cli.Program;
import org.znn.driver.console.Console;
import org.znn.driver.stop.Stopping;

/** Entry point of {@code submit/znn} and of {@code spark-submit --class org.znn.driver.Main}. */
public final class Main {

    private Main() {
    }

    /** Runs one command and exits with 0 on success, 1 on failure, 2 on wrong usage or configuration. */
    public static void main(String[] args) {
        Console console = Console.standard();
        Stopping stopping = Stopping.install(console);
        int code = new Program(console, new ExecutorAutotuner(), stopping).run(args);
        stopping.end();
        // Return on success: a cluster manager that runs the driver takes System.exit for a failure.
        if (code != Program.EXIT_OK) {
            System.exit(code);
        }
    }
}
