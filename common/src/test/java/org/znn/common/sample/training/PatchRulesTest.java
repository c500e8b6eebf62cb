package org.znn.common.sample.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.config.OutType;
import org.znn.common.config.Rebalance;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.SizeMap;
import org.znn.common.volume.Precision;

/** Where patches may lie: ZNN-SEMANTICS 7.3, worked out by hand along x. */
class PatchRulesTest {

    /** Deviations −((V − 1)//2 − (p − 1)//2) … V//2 − p//2. */
    @ParameterizedTest
    @CsvSource({"5,3,-1,1", "5,2,-2,1", "6,3,-1,2", "6,2,-2,2", "4,4,0,0", "7,7,0,0", "9,4,-3,2"})
    void alignsLabelsAtTheirCentres(int volume, int patch, int least, int greatest) {
        Box places = rules(OutType.BOUNDARY, patch, false).placesInLabel(row(volume));
        assertEquals(least, places.start().x());
        assertEquals(greatest, places.end().x() - 1);
    }

    @Test
    void affinitiesTakeOneVoxelMore() {
        Box places = rules(OutType.AFFINITY, 2, false).placesInLabel(new Vec3(2, 2, 5));
        assertEquals(Box.between(new Vec3(0, 0, -1), new Vec3(1, 1, 2)), places);
    }

    @Test
    void aLabelSmallerThanAPatchHasNoPlace() {
        assertTrue(rules(OutType.BOUNDARY, 4, false).placesInLabel(row(3)).isEmpty());
    }

    /** Field of view 5, patch 2 of 6 voxels: in an image of 9 the window starts at 0, 1, 2 or 3. */
    @Test
    void withoutMirrorTheWindowLiesInsideTheImage() {
        PatchRules rules = rules(OutType.BOUNDARY, 2, false);
        Box places = rules.placesInImage(row(9), fieldOfView(5));
        assertEquals(4, places.size().x());
        assertEquals(0, rules.window(row(9), fieldOfView(5), places.start()).start().x());
        assertEquals(9, rules.window(row(9), fieldOfView(5), places.end().minus(1)).end().x());
    }

    /** Odd and even fields of view, images and patches: with the mirror every voxel of the image can be an output. */
    @ParameterizedTest
    @CsvSource({"9,5,2", "9,4,2", "8,4,3", "8,5,3", "9,4,3", "8,6,2"})
    void withMirrorTheOutputLiesInsideTheImage(int image, int fov, int patch) {
        PatchRules rules = rules(OutType.BOUNDARY, patch, true);
        Box places = rules.placesInImage(row(image), fieldOfView(fov));
        assertEquals(rules.placesInLabel(row(image)), places);
        assertEquals(-((fov - 1) / 2), rules.window(row(image), fieldOfView(fov), places.start()).start().x());
    }

    /** A label of the size of the valid output lies where the network puts its output: (fov − 1)/2 into the image. */
    @Test
    void aLabelOfTheValidSizeNeedsNoOffset() {
        PatchRules rules = rules(OutType.BOUNDARY, 2, false);
        assertEquals(rules.placesInLabel(row(5)), rules.placesInImage(row(9), fieldOfView(5)));
        Vec3 place = Vec3.ZERO;
        assertEquals(rules.first(row(5), place).x(), rules.window(row(9), fieldOfView(5), place).start().x());
    }

    private static PatchRules rules(OutType type, int patch, boolean mirror) {
        return new PatchRules(type, row(patch), Vec3.ONE, Precision.FLOAT32, mirror, false, Rebalance.OFF);
    }

    private static SizeMap fieldOfView(int x) {
        return new SizeMap(Vec3.ONE, new Vec3(0, 0, x - 1));
    }

    private static Vec3 row(int x) {
        return new Vec3(1, 1, x);
    }
}
