package org.znn.common.volume.tiff;

import java.util.List;
import java.util.Optional;
import org.znn.common.volume.Calibration;

/**
 * An image of a file, as its kind of description states.
 *
 * @param format             name of the kind of file
 * @param layout             size and type of its pages
 * @param order              order of its planes
 * @param samplesAreSections whether the samples of a pixel, stored separately, are sections and part of {@code order};
 *                           otherwise they are channels, which vary faster than those of {@code order}
 * @param pages              its pages
 * @param calibration        size of its voxels; empty if the file does not state it
 * @param notes              sentences about the interpretation of the file
 */
record TiffSeries(String format, PageLayout layout, PlaneOrder order, boolean samplesAreSections, PageSequence pages,
        Optional<Calibration> calibration, List<String> notes) {

    /**
     * A plane of an image.
     *
     * @param page   page that holds it
     * @param sample index of the sample in the page
     */
    record Plane(TiffPage page, int sample) {
    }

    /** Returns an image without a calibration, whose samples are channels. */
    static TiffSeries of(String format, PageLayout layout, PlaneOrder order, PageSequence pages) {
        return new TiffSeries(format, layout, order, false, pages, Optional.empty(), List.of());
    }

    TiffSeries withCalibration(Optional<Calibration> newCalibration) {
        return new TiffSeries(format, layout, order, samplesAreSections, pages, newCalibration, notes);
    }

    TiffSeries withNotes(List<String> newNotes) {
        return new TiffSeries(format, layout, order, samplesAreSections, pages, calibration, newNotes);
    }

    int channels() {
        return Math.multiplyExact(order.channels(), samplesAreSections ? 1 : layout.samples());
    }

    Plane plane(int channel, int section, int frame) {
        int samples = layout.samples();
        if (samplesAreSections) {
            int plane = order.index(channel, section, frame);
            return new Plane(pages.get(plane / samples), plane % samples);
        }
        return new Plane(pages.get(order.index(channel / samples, section, frame)), channel % samples);
    }

    /** Returns the axes as stored, slowest first. */
    String axes() {
        boolean hasChannels = layout.samples() > 1 && !samplesAreSections;
        return order.axes() + (hasChannels && layout.separate() ? ",c" : "") + ",y,x"
                + (hasChannels && !layout.separate() ? ",c" : "");
    }
}
