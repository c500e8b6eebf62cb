package org.znn.driver.train;

import java.io.IOException;
import java.io.Serializable;
import org.znn.common.network.ConvolutionChoice;
import org.znn.worker.parallel.ThreadTeam;

/** Makes, on an executor, what computes the patches of a run there: compiles the network, loads the data. */
public interface ComputerFactory extends Serializable {

    /**
     * Makes it.
     *
     * @param team   computes; stays the caller's to close
     * @param choice how convolutions are computed
     * @throws IOException where data cannot be read
     */
    PatchComputer make(ThreadTeam team, ConvolutionChoice choice) throws IOException;
}
