package org.znn.driver.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.SharedData;

/** The command {@code evaluate} on files of other programs; skipped where they are not beside the checkout. */
class EvaluateCasesTest extends EvaluateFixture {

    @ParameterizedTest
    @ValueSource(strings = {"u8.h5", "gunpowder.h5:/volumes/pred", "gunpowder_voxels.h5:/volumes/pred",
        "offset_float.h5", "offset_i4.h5", "ilastik.h5", "ilastik_u8.h5", "prob_f16_zlib.tif"})
    void predictionsAgreeWithTheLabel(String output) throws IOException {
        use(shared(output), shared("label.h5"));
        assertEquals(0, evaluate("--threshold", "0.5").get("pixel_error").asDouble());
    }

    @ParameterizedTest
    @ValueSource(strings = {"label_tiled.tif", "label_u8_zlib.tif", "label_high.h5"})
    void labelsOfManyKindsAreRead(String label) throws IOException {
        use(shared("offset_float.h5"), shared(label));
        JsonNode json = evaluate("--threshold", "0.5");
        assertEquals(0, json.get("pixel_error").asDouble());
        use(shared("offset_float.h5"), shared("label.h5"));
        assertEquals(evaluate("--threshold", "0.5").get("v_rand"), json.get("v_rand"));
    }

    @Test
    void unclearLabelsAreAskedAbout() throws IOException {
        use(shared("offset_float.h5"), shared("label_hyper.tif"));
        assertRefused("the label has 2 channels; it must have one, the segment ids");
        use(shared("offset_float.h5"), shared("label_bilw.tif"));
        assertRefused("--label-inverted if the label is 0 inside cells");
        assertEquals(0, evaluate("--label-inverted", "--threshold", "0.5").get("pixel_error").asDouble());
    }

    @Test
    void perfectSegmentationScoresOne() throws IOException {
        use(shared("perfect_segmentation.h5"), shared("perfect_segmentation_label.h5"));
        assertEquals(1, evaluate().get("v_rand").asDouble());
    }

    @Test
    void affinitiesNeedTheirOrder() throws IOException {
        use(shared("aff_zyx.h5"), shared("aff_label.h5"));
        assertRefused("add --channels zyx or --channels xyz");
        assertEquals(0.98, evaluate("--channels", "zyx", "--threshold", "0.5").get("v_rand").asDouble(), 0.005);
    }

    private static String shared(String name) {
        int dataset = name.indexOf(":/");
        Path file = SharedData.path("cases/eval/" + (dataset < 0 ? name : name.substring(0, dataset)));
        return file + (dataset < 0 ? "" : name.substring(dataset));
    }
}
