package org.znn.worker.task;

import java.util.function.UnaryOperator;
import org.znn.common.geometry.Box;
import org.znn.common.sample.PaddedImage;

/**
 * The image of an input node.
 *
 * @param image  preprocessed image with mirrored padding
 * @param window function from a box of output voxels to the box of the padded image on which these voxels depend
 */
public record BlockInput(PaddedImage image, UnaryOperator<Box> window) {
}
