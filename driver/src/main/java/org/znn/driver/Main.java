package org.znn.driver;

import org.znn.driver.cli.Program;
import org.znn.driver.console.Console;

/** The entry point, for {@code submit/znn} and for {@code spark-submit --class org.znn.driver.Main}. */
public final class Main {

    private Main() {
    }

    /** Runs one command; the exit code is 0 when done, 1 when it failed, 2 for wrong usage or configuration. */
    public static void main(String[] args) {
        int code = new Program(Console.standard()).run(args);
        // A success returns: a cluster manager that runs the driver takes an early exit for a failure.
        if (code != Program.DONE) {
            System.exit(code);
        }
    }
}
