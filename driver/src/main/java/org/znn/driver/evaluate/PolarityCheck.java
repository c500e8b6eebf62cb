package org.znn.driver.evaluate;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Compares the values of a boundary map inside and outside the cells of the label, to tell if either is inverted. */
final class PolarityCheck {

    private double insideSum;
    private long insideCount;
    private double outsideSum;
    private long outsideCount;

    /**
     * Adds the voxels of a range of sections.
     *
     * @param truth  true segment of each voxel in memory, 0 for boundary
     * @param first  first voxel
     * @param end    voxel after the last
     * @param inside probability of lying inside a cell
     */
    void add(int[] truth, int first, int end, IntToDoubleFunction inside) {
        for (int v = first; v < end; v++) {
            if (truth[v] != 0) {
                insideSum += inside.applyAsDouble(v);
                insideCount++;
            } else {
                outsideSum += inside.applyAsDouble(v);
                outsideCount++;
            }
        }
    }

    /** Returns a sentence if the map is higher outside cells than inside. */
    Optional<String> contradiction(int channel) {
        double inside = insideSum / insideCount;
        double outside = outsideSum / outsideCount;
        return insideCount == 0 || outsideCount == 0 || inside >= outside ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "channel %d is higher where the label is 0 (mean %.3f) than "
                        + "in its segments (mean %.3f)", channel, outside, inside));
    }
}
