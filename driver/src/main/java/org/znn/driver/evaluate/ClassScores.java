package org.znn.driver.evaluate;

import java.util.List;

/**
 * Scores of a semantic map.
 *
 * @param voxels   voxels whose label is one of the classes; others are ignored
 * @param ignored  voxels whose label is none of the classes
 * @param accuracy fraction of the voxels whose class is right
 * @param meanIou  mean of the classes' intersections over unions
 * @param classes  classes that occur in the output or the label, in increasing order
 */
record ClassScores(long voxels, long ignored, double accuracy, double meanIou, List<ClassScore> classes) {

    /**
     * Score of a class.
     *
     * @param id        class id
     * @param iou       voxels that have the class in output and label, divided by those that have it in either
     * @param labelled  voxels of the class in the label
     * @param predicted voxels of the class in the output
     */
    record ClassScore(long id, double iou, long labelled, long predicted) {
    }
}
