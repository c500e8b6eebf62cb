package org.znn.common.volume.tiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.znn.common.volume.VolumeException;

/**
 * The meaning of the axes of an array that pages were written from.
 *
 * @param order              order of the planes
 * @param samplesAreSections whether the samples of the pages, stored separately, are sections and part of the order
 * @param pages              number of pages
 */
record ShapeAxes(PlaneOrder order, boolean samplesAreSections, long pages) {

    private static final String UNKNOWN = "IQ";

    /** An axis of several pages or samples. */
    private record Axis(char letter, long length) {
    }

    /**
     * Relates the axes of an array to pages. An array without names of its axes is (z, y, x), or (c, z, y, x).
     *
     * @param page a page of the array
     * @return the axes; empty if the array cannot have been stored in such pages
     * @throws VolumeException if the axes are not those of a volume
     */
    static Optional<ShapeAxes> of(ShapeDescription array, TiffPage page) {
        PageLayout layout = page.layout();
        List<Axis> axes = axes(array);
        char sample = removePage(axes, layout);
        if (sample == 0) {
            return Optional.empty();
        }
        double pages = axes.stream().mapToDouble(Axis::length).reduce(1, (a, b) -> a * b);
        if (pages > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        // Planes that are said to be red, green and blue are, without names of the axes, the sections of a short stack.
        boolean areSections = layout.separate() && (sample == 'Z' || array.axes().isEmpty()
                && layout.hasSamplesOfColours() && page.format().photometric() == PageFormat.RGB);
        if (areSections) {
            axes.add(new Axis(array.axes().isEmpty() ? 'Q' : 'Z', layout.samples()));
        }
        boolean hasSamples = layout.samples() > 1 && !areSections;
        if (array.axes().isPresent() || axes.size() > (hasSamples ? 1 : 2)) {
            axes.removeIf(axis -> axis.length == 1);
        }
        String letters = letters(array, axes, hasSamples);
        return Optional.of(new ShapeAxes(order(letters, axes), areSections, (long) pages));
    }

    private static List<Axis> axes(ShapeDescription array) {
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < array.shape().length; i++) {
            axes.add(new Axis(array.axes().isPresent() ? array.axes().get().charAt(i) : 'Q', array.shape()[i]));
        }
        return axes;
    }

    /** Removes the axes inside a page; returns the letter of the axis of its samples, or 0 if they do not match. */
    private static char removePage(List<Axis> axes, PageLayout layout) {
        char sample = 'S';
        if (!layout.separate() && (layout.samples() > 1 || endsWith(axes, layout.height(), layout.width(), 1))) {
            if (!endsWith(axes, layout.height(), layout.width(), layout.samples())) {
                return 0;
            }
            sample = axes.remove(axes.size() - 1).letter;
        } else if (!endsWith(axes, layout.height(), layout.width())) {
            return 0;
        }
        axes.subList(axes.size() - 2, axes.size()).clear();
        if (layout.separate()) {
            if (!endsWith(axes, layout.samples())) {
                return 0;
            }
            sample = axes.remove(axes.size() - 1).letter;
        }
        return sample;
    }

    private static boolean endsWith(List<Axis> axes, long... lengths) {
        int first = axes.size() - lengths.length;
        for (int i = 0; i < lengths.length; i++) {
            if (first < 0 || axes.get(first + i).length != lengths[i]) {
                return false;
            }
        }
        return true;
    }

    /** Names the axes of the planes: each of them C, Z or T, at most once. */
    private static String letters(ShapeDescription array, List<Axis> axes, boolean hasSamples) {
        StringBuilder letters = new StringBuilder();
        axes.forEach(axis -> letters.append(axis.letter));
        long unknown = letters.chars().filter(c -> UNKNOWN.indexOf(c) >= 0).count();
        boolean hasSections = letters.indexOf("Z") >= 0;
        boolean hasChannels = letters.indexOf("C") >= 0 || hasSamples;
        for (int i = letters.length() - 1, named = 0; i >= 0; i--) {
            if (UNKNOWN.indexOf(letters.charAt(i)) >= 0) {
                letters.setCharAt(i, named++ == 0 && !hasSections ? 'Z' : 'C');
            }
        }
        boolean isUnique = letters.chars().distinct().count() == letters.length();
        boolean hasOnlyPlanes = letters.chars().allMatch(c -> "CZT".indexOf(c) >= 0);
        if (!isUnique || !hasOnlyPlanes || letters.indexOf("C") >= 0 && hasSamples
                || unknown > (hasSections ? 0 : 1) + (hasChannels ? 0 : 1)) {
            throw new VolumeException("the description of the file states an array of the shape " + array + ", but a"
                    + " volume has the axes (z, y, x) or (c, z, y, x); store a part of it, for example in Python with"
                    + " tifffile.imwrite('new.tif', tifffile.imread('old.tif')[0], photometric='minisblack')");
        }
        return letters.toString();
    }

    private static PlaneOrder order(String letters, List<Axis> axes) {
        StringBuilder fastestFirst = new StringBuilder(letters).reverse();
        for (char letter : new char[] {'Z', 'C', 'T'}) {
            if (letters.indexOf(letter) < 0) {
                fastestFirst.append(letter);
            }
        }
        return new PlaneOrder(fastestFirst.toString(), length('C', letters, axes), length('Z', letters, axes),
                length('T', letters, axes));
    }

    private static int length(char letter, String letters, List<Axis> axes) {
        int i = letters.indexOf(letter);
        return i < 0 ? 1 : (int) axes.get(i).length;
    }
}
