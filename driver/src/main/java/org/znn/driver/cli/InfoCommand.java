package org.znn.driver.cli;

import java.io.IOException;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.volume.VolumeException;
import org.znn.driver.console.Console;
import org.znn.driver.info.FileInfo;
import org.znn.driver.report.FailureMessages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code info}: describes the contents of a file. */
@Command(name = "info", description = {"Describe a network or a volume, whatever the file is named.", "",
    "For a network: layers, field of view, number of parameters, legal patch sizes and their cost; for a trained one "
            + "also the state of its training. For a volume: format, axes, type, voxel size, chunks, and the range of "
            + "values in part of it.", ""})
final class InfoCommand implements Runnable {

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The file, folder or pattern such as 'sections/*.png'; FILE:/NAME "
            + "names a dataset.")
    private String file;

    InfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try {
            FileInfo.describe(file).forEach(console::printResult);
        } catch (VolumeException e) {
            String prefix = file + ": ";
            throw new UserErrorException(e.getMessage().startsWith(prefix) ? file : "",
                    e.getMessage().startsWith(prefix) ? e.getMessage().substring(prefix.length()) : e.getMessage(), "");
        } catch (IOException e) {
            throw new UserErrorException(file, FailureMessages.describe(e), "");
        }
    }
}
