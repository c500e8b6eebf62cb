package org.znn.driver.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What stands before the command, and the options that every command has. */
@Command(name = "znn",
        synopsisHeading = "Usage: ",
        customSynopsis = "znn [spark-submit options] COMMAND [options]",
        description = {"",
            "Dense inference and training of 2-D and 3-D convolutional networks on image volumes, on CPUs and Spark.",
            "Options of spark-submit (--master, --conf, --executor-memory, ...) stand before the command; without",
            "--master it runs on this machine, on all its cores.", ""},
        commandListHeading = "Commands:%n",
        footer = {"", "znn COMMAND --help tells the options of a command.",
            "Exit codes: 0 done, 1 failed while running, 2 wrong usage or configuration."},
        versionProvider = VersionText.class)
final class RootCommand implements Runnable {

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this text.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    private boolean version;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show where a failure came from.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    boolean verbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
