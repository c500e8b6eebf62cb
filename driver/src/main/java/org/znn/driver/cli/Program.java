package org.znn.driver.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.znn.common.geometry.Vec3;
import org.znn.driver.choice.ExecutorMeasuring;
import org.znn.driver.choice.Measuring;
import org.znn.driver.console.Console;
import org.znn.worker.bench.Effort;
import org.znn.worker.bench.FmaPeak;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.TypeConversionException;

/** The program as the user sees it: its commands, exit codes and messages. */
public final class Program {

    /** Exit code: all was done. */
    public static final int DONE = 0;
    /** Exit code: failed while running; what was done stays for the next run. */
    public static final int FAILED = 1;
    /** Exit code: wrong usage or configuration; nothing was run. */
    public static final int MISTAKE = 2;

    private static final int HELP_WIDTH = 100;

    private final Console console;
    private final Measuring measuring;

    public Program(Console console) {
        this(console, new ExecutorMeasuring());
    }

    /** With another way to find out how convolutions are fastest. */
    public Program(Console console, Measuring measuring) {
        this.console = console;
        this.measuring = measuring;
    }

    /** Runs one command and gives its exit code; never throws. */
    public int run(String... args) {
        RootCommand root = new RootCommand();
        FailureReport failures = new FailureReport(console, root);
        StringWriter help = new StringWriter();
        try {
            int code = commandLine(root, failures, help).execute(args);
            help.toString().lines().forEach(console::line);
            return code;
        } catch (Error e) {
            return failures.report(e);
        }
    }

    private CommandLine commandLine(RootCommand root, FailureReport failures, StringWriter help) {
        CommandLine line = new CommandLine(root);
        line.addSubcommand(new ForwardCommand(console, measuring));
        line.addSubcommand(new TrainCommand(console, measuring));
        line.addSubcommand(new PlanCommand(console));
        line.addSubcommand(new BenchCommand(console, Effort.NETWORK, FmaPeak::gflops));
        line.addSubcommand(new InfoCommand(console));
        line.addSubcommand(new EvaluateCommand(console));
        line.addSubcommand(new SynthesizeCommand(console));
        line.addSubcommand(new VersionCommand(console));
        line.registerConverter(Vec3.class, Program::triple);
        return line.setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(new UsageReport(console))
                .setUsageHelpWidth(HELP_WIDTH)
                .setUsageHelpLongOptionsMaxWidth(HELP_WIDTH / 3)
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.isTerminal() ? Ansi.AUTO : Ansi.OFF))
                .setOut(new PrintWriter(help, true))
                .setErr(new PrintWriter(help, true));
    }

    private static Vec3 triple(String text) {
        try {
            return Vec3.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
