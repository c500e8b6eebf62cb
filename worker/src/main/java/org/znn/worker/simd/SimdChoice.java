package org.znn.worker.simd;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the choice when first asked. */
final class SimdChoice {

    static final Simd CHOSEN = choose(System.getProperty("znn.simd", ""),
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());

    private SimdChoice() {
    }

    static Simd choose(String forced, boolean vectorModule) {
        Logger logger = LoggerFactory.getLogger(SimdChoice.class);
        switch (forced) {
            case "scalar":
                return new ScalarSimd();
            case "vector":
                if (!vectorModule) {
                    throw new IllegalStateException("znn.simd=vector needs the option"
                            + " --add-modules=jdk.incubator.vector of java");
                }
                return new VectorSimd();
            case "":
                if (!vectorModule) {
                    logger.warn("computing without vectors, many times slower: start java with the option"
                            + " --add-modules=jdk.incubator.vector");
                }
                return vectorModule ? new VectorSimd() : new ScalarSimd();
            default:
                throw new IllegalStateException("znn.simd is '" + forced + "'; it can be 'vector' or 'scalar'");
        }
    }
}
