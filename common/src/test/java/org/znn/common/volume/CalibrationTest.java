package org.znn.common.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.geometry.Vec3d;

/** Physical sizes and positions of parts, strided outputs, and in other units. */
class CalibrationTest {

    private static final Calibration EM = new Calibration(new Vec3d(40, 4, 4), "nm", new Vec3d(0, 100, -8));

    @Test
    void aPartBeginsAtItsFirstVoxel() {
        assertEquals(new Vec3d(80, 104, 4), EM.startingAt(new Vec3(2, 1, 3)).origin());
    }

    @Test
    void anUnknownExtentDoesNotMatterWhereNothingIsCutOff() {
        Calibration plane = new Calibration(new Vec3d(Double.NaN, 4, 4), "nm", Vec3d.ZERO);
        assertEquals(new Vec3d(0, 4, 0), plane.startingAt(new Vec3(0, 1, 0)).origin());
        assertEquals("?,4,4 nm", plane.sizeText());
    }

    @Test
    void aStrideMultipliesTheSizeOfAVoxel() {
        assertEquals(new Calibration(new Vec3d(40, 8, 12), "nm", EM.origin()), EM.strided(new Vec3(1, 2, 3)));
    }

    @Test
    void convertsUnitsOfLength() {
        assertEquals(Optional.of(new Calibration(new Vec3d(0.04, 0.004, 0.004), "um", new Vec3d(0, 0.1, -0.008))),
                EM.in(LengthUnit.MICROMETRE));
        assertTrue(new Calibration(EM.voxelSize(), "pixel", Vec3d.ZERO).in(LengthUnit.METRE).isEmpty());
        for (String name : new String[] {"um", "µm", "μm", "micron", "Micrometer"}) {
            assertEquals(Optional.of(LengthUnit.MICROMETRE), LengthUnit.parse(name), name);
        }
    }

    @Test
    void comparesSizesInDifferentUnits() {
        assertTrue(EM.hasSizeOf(new Calibration(new Vec3d(0.04, 0.004, 0.004), "micron", Vec3d.ZERO)));
        assertTrue(EM.hasSizeOf(new Calibration(new Vec3d(40, 4.0000001, 4), "nm", Vec3d.ZERO)));
        assertFalse(EM.hasSizeOf(new Calibration(new Vec3d(30, 4, 4), "nm", Vec3d.ZERO)));
        assertFalse(EM.hasSizeOf(new Calibration(new Vec3d(40, 4, 4), "pixel", Vec3d.ZERO)));
        assertFalse(EM.hasSizeOf(new Calibration(new Vec3d(40, 4, 4), "um", Vec3d.ZERO)));
    }

    @Test
    void hidesThatAFileStoredFloat32() {
        assertEquals("50,0.1,0.00045", new Calibration(new Vec3d(50, 0.1f, 0.00045f), "", Vec3d.ZERO).sizeText());
    }
}
