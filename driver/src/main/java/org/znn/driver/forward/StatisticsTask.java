package org.znn.driver.forward;

import java.util.List;

/**
 * What an executor needs to gather the statistics of one image.
 *
 * @param files its channels, in order
 */
public record StatisticsTask(List<String> files) {
}
