/** Scores outputs and segmentations against labels: pixel error, Rand scores, variation of information, classes. */
package org.znn.driver.evaluate;
