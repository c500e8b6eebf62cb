package org.znn.worker.task;

import java.util.function.UnaryOperator;
import org.znn.common.geometry.Box;
import org.znn.common.sample.PaddedImage;

/**
 * What an input node of the network reads.
 *
 * @param image  the preprocessed, mirrored image
 * @param window from a box of output voxels to the box of the padded image that they depend on
 */
public record BlockInput(PaddedImage image, UnaryOperator<Box> window) {
}
