package org.znn.worker.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Selection of the implementation, and the vector width that a run of the tests was started for. */
class SimdSelectionTest {

    /** The build runs the tests for other vector widths than the machine's; each such run states its lanes. */
    @Test
    @EnabledIfSystemProperty(named = "znn.test.lanes", matches = "[0-9]+", disabledReason = "run with native vectors")
    void usesTheVectorWidthOfTheRun() {
        int lanes = Integer.getInteger("znn.test.lanes");
        assertEquals(lanes > 0, Simd.preferred().isVector());
        if (lanes > 0) {
            assertTrue(Simd.preferred().lanes() <= lanes, Simd.preferred().name());
        }
    }

    @Test
    void withoutTheVectorModuleComputesInPlainJava() {
        assertFalse(SimdSelection.select("", false).isVector());
        assertFalse(SimdSelection.select("scalar", false).isVector());
    }

    @Test
    void refusesVectorsWithoutTheirModuleAndUnknownNames() {
        assertThrows(IllegalStateException.class, () -> SimdSelection.select("vector", false));
        assertThrows(IllegalStateException.class, () -> SimdSelection.select("avx", true));
    }
}
