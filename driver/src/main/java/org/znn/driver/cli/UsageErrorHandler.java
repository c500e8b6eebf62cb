package org.znn.driver.cli;

import java.util.List;
import java.util.Optional;
import org.znn.common.diagnostic.Suggestion;
import org.znn.driver.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what is wrong with the command line, with the nearest legal name. */
final class UsageErrorHandler implements IParameterExceptionHandler {

    /** Options of spark-submit, which must stand before the command. */
    private static final List<String> SPARK_OPTIONS = List.of("--master", "--conf", "--deploy-mode", "--driver-memory",
            "--executor-memory", "--executor-cores", "--num-executors", "--total-executor-cores", "--properties-file",
            "--jars", "--files", "--packages", "--queue");

    private final Console console;

    UsageErrorHandler(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine line = failure.getCommandLine();
        List<String> unmatched = unmatchedArguments(failure);
        console.printMessage(unmatched.isEmpty() ? failure.getMessage() : unknown(unmatched.get(0), line));
        console.printMessage(line.getCommandSpec().qualifiedName() + " --help shows the usage");
        return Program.EXIT_USER_ERROR;
    }

    /** Returns the arguments that the command does not have; a misspelled one is often also reported as missing. */
    private static List<String> unmatchedArguments(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getUnmatched();
        }
        return failure instanceof MissingParameterException ? failure.getCommandLine().getUnmatchedArguments()
                : List.of();
    }

    private static String unknown(String word, CommandLine line) {
        String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        if (!name.startsWith("-")) {
            boolean command = line.getParent() == null;
            return command ? unknown("command", name, List.copyOf(line.getSubcommands().keySet()))
                    : "unexpected argument '" + word + "'";
        }
        if (SPARK_OPTIONS.contains(name)) {
            return name + " is an option of spark-submit; put it before the command";
        }
        return unknown("option", name, List.copyOf(line.getCommandSpec().optionsMap().keySet()));
    }

    private static String unknown(String kind, String name, List<String> known) {
        Optional<String> nearest = Suggestion.nearest(name, known);
        return "unknown " + kind + " '" + name + "'" + nearest.map(n -> "; did you mean '" + n + "'?").orElse("");
    }
}
