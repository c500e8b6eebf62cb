package org.znn.common.sample.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.config.OutputType;
import org.znn.common.config.RebalanceMode;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.SizeRelation;
import org.znn.common.volume.Precision;

/** Tests the locations of patches along x against values computed by hand from ZNN-SEMANTICS 7.3. */
class PatchSpecTest {

    /** Locations range from −((V − 1)//2 − (p − 1)//2) to V//2 − p//2. */
    @ParameterizedTest
    @CsvSource({"5,3,-1,1", "5,2,-2,1", "6,3,-1,2", "6,2,-2,2", "4,4,0,0", "7,7,0,0", "9,4,-3,2"})
    void alignsLabelsAtTheirCentres(int volume, int patch, int min, int max) {
        Box locations = spec(OutputType.BOUNDARY, patch, false).locationsInLabel(row(volume));
        assertEquals(min, locations.start().x());
        assertEquals(max, locations.end().x() - 1);
    }

    @Test
    void affinitiesNeedOneMoreVoxel() {
        Box locations = spec(OutputType.AFFINITY, 2, false).locationsInLabel(new Vec3(2, 2, 5));
        assertEquals(Box.between(new Vec3(0, 0, -1), new Vec3(1, 1, 2)), locations);
    }

    @Test
    void labelSmallerThanAPatchHasNoLocations() {
        assertTrue(spec(OutputType.BOUNDARY, 4, false).locationsInLabel(row(3)).isEmpty());
    }

    /** With field of view 5 and output size 2, the window of 6 voxels starts at 0, 1, 2 or 3 in an image of 9. */
    @Test
    void inputWindowLiesInsideTheImageWithoutMirroring() {
        PatchSpec spec = spec(OutputType.BOUNDARY, 2, false);
        Box locations = spec.locationsInImage(row(9), fieldOfView(5));
        assertEquals(4, locations.size().x());
        assertEquals(0, spec.inputWindow(row(9), fieldOfView(5), locations.start()).start().x());
        assertEquals(9, spec.inputWindow(row(9), fieldOfView(5), locations.end().minus(1)).end().x());
    }

    /**
     * With mirroring every voxel of the image can be an output, for odd and even fields of view, images and patches.
     */
    @ParameterizedTest
    @CsvSource({"9,5,2", "9,4,2", "8,4,3", "8,5,3", "9,4,3", "8,6,2"})
    void outputLiesInsideTheImageWithMirroring(int image, int fov, int patch) {
        PatchSpec spec = spec(OutputType.BOUNDARY, patch, true);
        Box locations = spec.locationsInImage(row(image), fieldOfView(fov));
        assertEquals(spec.locationsInLabel(row(image)), locations);
        assertEquals(-((fov - 1) / 2), spec.inputWindow(row(image), fieldOfView(fov), locations.start()).start().x());
    }

    /** A label of the size of the valid output coincides with the output, (fov − 1)/2 voxels inside the image. */
    @Test
    void labelOfTheValidOutputSizeHasNoOffset() {
        PatchSpec spec = spec(OutputType.BOUNDARY, 2, false);
        assertEquals(spec.locationsInLabel(row(5)), spec.locationsInImage(row(9), fieldOfView(5)));
        Vec3 location = Vec3.ZERO;
        assertEquals(spec.labelStart(row(5), location).x(),
                spec.inputWindow(row(9), fieldOfView(5), location).start().x());
    }

    /** The difference of the centres (V − 1)//2, in numpy: {@code (image - 1) // 2 - (label - 1) // 2}. */
    @ParameterizedTest
    @CsvSource({"200,100,50", "200,101,49", "201,100,51", "201,101,50", "50,1,24", "49,1,24", "6,6,0", "5,4,1",
        "4,5,-1", "5,6,0", "1,50,-24"})
    void labelsLieAtTheCentreOfTheirImage(int image, int label, int start) {
        assertEquals(row(start).with(0, 0).with(1, 0), PatchSpec.labelOrigin(row(image), row(label)));
    }

    /** Locations range from −((V − 1)//2 − (p − 1)//2) to V//2 − p//2 for an input patch of p = output + fov − 1. */
    @ParameterizedTest
    @CsvSource({"50,50,1,0,0", "51,50,1,-1,0", "50,37,1,-6,7", "50,37,2,-6,6", "13,5,2,-4,3"})
    void imagesAreAlignedAtTheirCentres(int image, int fov, int patch, int min, int max) {
        Box locations = spec(OutputType.BOUNDARY, patch, false).locationsInImage(row(image), fieldOfView(fov));
        assertEquals(min, locations.start().x());
        assertEquals(max, locations.end().x() - 1);
        assertEquals(0, spec(OutputType.BOUNDARY, patch, false).inputWindow(row(image), fieldOfView(fov),
                locations.start()).start().x());
    }

    private static PatchSpec spec(OutputType type, int patch, boolean mirror) {
        return new PatchSpec(type, row(patch), Vec3.ONE, Precision.FLOAT32, mirror, false, RebalanceMode.NONE);
    }

    private static SizeRelation fieldOfView(int x) {
        return new SizeRelation(Vec3.ONE, new Vec3(0, 0, x - 1));
    }

    private static Vec3 row(int x) {
        return new Vec3(1, 1, x);
    }
}
