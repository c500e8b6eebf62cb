package org.znn.driver.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.znn.driver.console.Console;
import org.znn.driver.info.FileInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code info}: what a file holds. */
@Command(name = "info", description = {"Show what a network (.znn or .h5) or a volume (.h5, .tif) holds.", "",
    "Of a network: layers, field of view, parameters, the patches it takes and what they cost; of a trained one",
    "how far it came. Of a volume: shape, type, chunks, and the range of values in a part of it.", ""})
final class InfoCommand implements Runnable {

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The file; a dataset in it is named FILE.h5:/dataset.")
    private String file;

    InfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try {
            FileInfo.of(file).forEach(console::line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
