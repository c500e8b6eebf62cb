package org.znn.driver.cli;

import java.util.List;
import java.util.Optional;
import org.znn.common.problem.Suggestion;
import org.znn.driver.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the command line, and the nearest that would be right. */
final class UsageReport implements IParameterExceptionHandler {

    /** What people write after the command although spark-submit takes it only before. */
    private static final List<String> SPARK_OPTIONS = List.of("--master", "--conf", "--deploy-mode", "--driver-memory",
            "--executor-memory", "--executor-cores", "--num-executors", "--total-executor-cores", "--properties-file",
            "--jars", "--files", "--packages", "--queue");

    private final Console console;

    UsageReport(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException mistake, String[] args) {
        CommandLine line = mistake.getCommandLine();
        if (mistake instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            console.tell(unknown(unmatched.getUnmatched().get(0), line));
        } else {
            console.tell(mistake.getMessage());
        }
        console.tell(line.getCommandSpec().qualifiedName() + " --help tells what there is");
        return Program.MISTAKE;
    }

    private static String unknown(String word, CommandLine line) {
        String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        if (!name.startsWith("-")) {
            boolean command = line.getParent() == null;
            return command ? unknown("command", name, List.copyOf(line.getSubcommands().keySet()))
                    : "'" + word + "' is more than " + line.getCommandName() + " takes";
        }
        if (SPARK_OPTIONS.contains(name)) {
            return name + " is an option of spark-submit: write it before the command";
        }
        return unknown("option", name, List.copyOf(line.getCommandSpec().optionsMap().keySet()));
    }

    private static String unknown(String kind, String name, List<String> known) {
        Optional<String> nearest = Suggestion.nearest(name, known);
        return "there is no " + kind + " '" + name + "'" + nearest.map(n -> "; did you mean '" + n + "'?").orElse("");
    }
}
