package org.znn.worker.simd;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holder of the implementation for this JVM, selected on first use. */
final class SimdSelection {

    static final Simd SELECTED = select(System.getProperty("znn.simd", ""),
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());

    private SimdSelection() {
    }

    static Simd select(String forced, boolean vectorModulePresent) {
        Logger logger = LoggerFactory.getLogger(SimdSelection.class);
        switch (forced) {
            case "scalar":
                return new ScalarSimd();
            case "vector":
                if (!vectorModulePresent) {
                    throw new IllegalStateException("znn.simd=vector requires the java option"
                            + " --add-modules=jdk.incubator.vector");
                }
                return new VectorSimd();
            case "":
                if (!vectorModulePresent) {
                    logger.warn("Vector API not available, computation is many times slower; start java with"
                            + " --add-modules=jdk.incubator.vector");
                }
                return vectorModulePresent ? new VectorSimd() : new ScalarSimd();
            default:
                throw new IllegalStateException("znn.simd is '" + forced + "' but must be 'vector' or 'scalar'");
        }
    }
}
