package org.znn.driver.cli;

import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.driver.train.StartFiles;
import picocli.CommandLine.Option;

/** Options that name the network from which a training run starts. */
final class StartOptions {

    @Option(names = {"-s", "--seed"}, paramLabel = "NET.h5",
            description = "Start a new run with the weights of this network, matched by the names of its layers; its "
                    + "step, learning rate, momentum and curve are not taken. Not read if PREFIX_current.h5 exists: "
                    + "the run then resumes from that file, so an interrupted command can be repeated as it is.")
    private String seed;

    @Option(names = "--resume", paramLabel = "NET.h5",
            description = "Resume the run that saved this network, with its step, learning rate, momentum and curve. "
                    + "An earlier file of this run goes back to its step; a file of another run is not read if "
                    + "PREFIX_current.h5 exists.")
    private String resume;

    /** Returns the files; reports an error if both options are given. */
    StartFiles files(Diagnostics diagnostics) {
        if (seed != null && resume != null) {
            diagnostics.error("command line", "-s and --resume exclude each other",
                    "give -s for a new run with the weights of a network, --resume to go on with the run that"
                            + " saved it");
        }
        return new StartFiles(Optional.ofNullable(seed), Optional.ofNullable(resume));
    }
}
