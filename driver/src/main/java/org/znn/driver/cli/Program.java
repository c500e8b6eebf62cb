package org.znn.driver.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.znn.driver.autotune.Autotuner;
import org.znn.driver.autotune.ExecutorAutotuner;
import org.znn.driver.console.Console;
import org.znn.driver.stop.Stopping;
import org.znn.worker.bench.FmaPeak;
import org.znn.worker.timing.TimingBudget;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command line {@code znn}: its commands, exit codes and messages. */
public final class Program {

    /** Exit code of success. */
    public static final int EXIT_OK = 0;
    /** Exit code of a failure at run time; finished work is kept for the next run. */
    public static final int EXIT_FAILURE = 1;
    /** Exit code of wrong usage or configuration; nothing was run. */
    public static final int EXIT_USER_ERROR = 2;

    private static final int HELP_WIDTH = 100;

    private final Console console;
    private final Autotuner autotuner;
    private final Stopping stopping;

    /** Creates a program within another one, which signals end without its knowledge. */
    public Program(Console console) {
        this(console, new ExecutorAutotuner());
    }

    /**
     * Creates a program within another one.
     *
     * @param autotuner measures the convolution algorithms of a job
     */
    public Program(Console console, Autotuner autotuner) {
        this(console, autotuner, new Stopping(console));
    }

    /**
     * Creates the main program of this JVM.
     *
     * @param autotuner measures the convolution algorithms of a job
     * @param stopping  stops the program on signals
     */
    public Program(Console console, Autotuner autotuner, Stopping stopping) {
        this.console = console;
        this.autotuner = autotuner;
        this.stopping = stopping;
    }

    /** Runs one command and returns its exit code; never throws. */
    public int run(String... args) {
        RootCommand root = new RootCommand();
        FailureHandler failures = new FailureHandler(console, root);
        StringWriter help = new StringWriter();
        try {
            int code = commandLine(root, failures, help).execute(args);
            help.toString().lines().forEach(console::printResult);
            return code;
        } catch (Error e) {
            return failures.report(e);
        }
    }

    private CommandLine commandLine(RootCommand root, FailureHandler failures, StringWriter help) {
        CommandLine line = new CommandLine(root);
        line.addSubcommand(new ForwardCommand(console, autotuner, stopping));
        line.addSubcommand(new TrainCommand(console, autotuner, stopping));
        line.addSubcommand(new PlanCommand(console));
        line.addSubcommand(new BenchCommand(console, TimingBudget.NETWORK, FmaPeak::gflops));
        line.addSubcommand(new InfoCommand(console));
        line.addSubcommand(new EvaluateCommand(console));
        line.addSubcommand(new SynthesizeCommand(console, stopping));
        line.addSubcommand(new VersionCommand(console));
        return line.setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(new UsageErrorHandler(console))
                .setUsageHelpWidth(HELP_WIDTH)
                .setUsageHelpLongOptionsMaxWidth(HELP_WIDTH / 3)
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.isTerminal() ? Ansi.AUTO : Ansi.OFF))
                .setOut(new PrintWriter(help, true))
                .setErr(new PrintWriter(help, true));
    }
}
