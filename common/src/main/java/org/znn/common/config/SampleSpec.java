package org.znn.common.config;

import java.util.Map;

/**
 * A sample: the images of a network's inputs and the labels of its outputs, defined by a [sampleN] section.
 *
 * @param number         section number N
 * @param sectionNumbers section numbers of the images and labels, by lower-case name of the network node
 * @param locations      {@code file:line} of each assignment, by lower-case name of the network node
 * @param location       {@code file:line} of the section
 */
public record SampleSpec(int number, Map<String, Integer> sectionNumbers, Map<String, String> locations,
        String location) {

    public SampleSpec {
        sectionNumbers = Map.copyOf(sectionNumbers);
        locations = Map.copyOf(locations);
    }
}
