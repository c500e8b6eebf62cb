package org.znn.driver.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.znn.driver.console.Console;
import org.znn.driver.info.FileInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code info}: describes the contents of a file. */
@Command(name = "info", description = {"Describe a network (.znn or .h5) or a volume (.h5 or .tif).", "",
    "For a network: layers, field of view, number of parameters, legal patch sizes and their cost; for a trained one "
            + "also the state of its training. For a volume: shape, type, chunks, and the range of values in part of "
            + "it.", ""})
final class InfoCommand implements Runnable {

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The file; FILE.h5:/dataset names a dataset.")
    private String file;

    InfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try {
            FileInfo.describe(file).forEach(console::printResult);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
