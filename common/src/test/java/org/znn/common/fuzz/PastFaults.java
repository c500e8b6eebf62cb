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
                new Fault("net.h5", 11000062),
                // Raw signed numbers of headers, and names of classes, in messages.
                new Fault("channels.n5", 5000020), new Fault("frames_0.h5", 5000049), new Fault("f4_big.tif", 5000020),
                new Fault("main.h5", 5000023), new Fault("i8_big.tif", 5000074), new Fault("external.h5", 5000049),
                new Fault("bits_10_3_BE_signed_nbit.h5", 5000049), new Fault("scale_offset.h5", 5000049),
                new Fault("n1_rgb.nii", 5000070), new Fault("refused_metadata.tif", 5000043),
                new Fault("szip_odd.h5", 6000048), new Fault("net.h5", 6000051), new Fault("c_f4.npy", 6000076),
                new Fault("n1_rgb.nii", 6000069), new Fault("cut.n5", 6000071), new Fault("u8_little.tif", 6000059),
                new Fault("n1_u2_le.nii", 7000072), new Fault("n2_i8_le.nii", 7000063));
    }
}
