package org.znn.common.fuzz;

import java.util.stream.Stream;

/** Mutants that were once read wrongly, kept as regression tests. */
final class PastFaults {

    private PastFaults() {
    }

    /**
     * A mutant.
     *
     * @param seedName name of the intact file
     * @param number   number of the mutant, as {@link MutationFuzzTest} reports it
     */
    record Fault(String seedName, long number) {
    }

    static Stream<Fault> all() {
        return Stream.of(new Fault("f4_gzip_be.nrrd", 1000018), new Fault("f4_gzip_be.nrrd", 1000064),
                new Fault("net.h5", 11000062));
    }
}
