package org.znn.driver.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code znn} itself, with the options that every command inherits. */
@Command(name = "znn",
        synopsisHeading = "Usage: ",
        customSynopsis = "znn [spark-submit options] COMMAND [options]",
        description = {"",
            "Dense inference and training of 2-D and 3-D convolutional networks on image volumes, on CPUs.",
            "Options of spark-submit (--master, --conf, --executor-memory, ...) go before the command. Without "
                    + "--master everything runs on this machine, on all its cores.", ""},
        commandListHeading = "Commands:%n",
        footer = {"", "Run 'znn COMMAND --help' for the options of a command.",
            "Exit codes: 0 done, 1 failed while running, 2 wrong usage or configuration."},
        versionProvider = VersionProvider.class)
final class RootCommand implements Runnable {

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    private boolean version;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show stack traces of failures.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
