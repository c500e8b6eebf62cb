package org.znn.common.config;

import java.util.HashSet;
import java.util.Set;
import org.znn.common.diagnostic.Diagnostics;

/**
 * Checks samples without the network that they belong to, because it cannot be read: which of their numbers are images
 * and which are labels is then not known.
 */
final class UnboundSamples {

    private final DataSpec data;
    private final DataFiles files;
    private final Diagnostics diagnostics;
    private final Set<Integer> checked = new HashSet<>();

    UnboundSamples(DataSpec data, Diagnostics diagnostics) {
        this.data = data;
        this.diagnostics = diagnostics;
        files = new DataFiles(diagnostics);
    }

    /**
     * Checks a sample once.
     *
     * @param location {@code file:line} of the range that names it
     */
    void check(int number, String location) {
        if (!checked.add(number) || data.samples().isEmpty()) {
            return;
        }
        SampleSpec sample = data.samples().get(number);
        if (sample == null) {
            SampleBinder.reportUndefined(number, location, data, diagnostics);
            return;
        }
        sample.sectionNumbers().forEach((key, section) -> {
            if (!data.images().containsKey(section) && !data.labels().containsKey(section)) {
                diagnostics.error(sample.locations().get(key), "there is neither [image" + section + "] nor [label"
                        + section + "]", "add that section");
            }
        });
        // Every network has an input, so a number that stands alone is that of an image.
        if (sample.sectionNumbers().values().stream().distinct().count() == 1) {
            ImageSpec image = data.images().get(sample.sectionNumbers().values().iterator().next());
            if (image != null) {
                files.check(image);
            }
        }
    }
}
