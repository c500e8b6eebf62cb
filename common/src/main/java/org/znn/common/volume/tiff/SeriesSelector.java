package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.znn.common.volume.VolumeException;

/**
 * Finds the image and frame of a file that a user names after it: {@code file.tif:/1} or {@code file.tif:/name} for one
 * of several images, counted from 0, and {@code file.tif:/t3} or {@code file.tif:/1/t3} for one of several frames. If
 * nothing is named, the first image is selected, and a note says so.
 *
 * @param series the image
 * @param frame  index of the frame
 */
record SeriesSelector(TiffSeries series, int frame) {

    private static final Pattern FRAME = Pattern.compile("(.*)/t(\\d{1,9})", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final int MAX_LISTED = 20;

    /**
     * Selects an image and frame.
     *
     * @param structure images of the file
     * @param path      what the user named, starting with a slash; empty for the only or first image
     * @throws VolumeException if there is no such image or frame, or there are several frames and none is named
     */
    static SeriesSelector select(PageStructure structure, Optional<String> path) throws IOException {
        List<String> names = structure.names();
        String named = path.orElse("").replaceFirst("/$", "");
        OptionalInt index = named.isEmpty() ? OptionalInt.of(0) : find(names, named.substring(1));
        OptionalInt frame = OptionalInt.empty();
        Matcher matcher = FRAME.matcher(named);
        if (index.isEmpty() && matcher.matches()) {
            frame = OptionalInt.of(Integer.parseInt(matcher.group(2)));
            index = matcher.group(1).isEmpty() ? OptionalInt.of(0) : find(names, matcher.group(1).substring(1));
        }
        if (index.isEmpty()) {
            throw new VolumeException("the file has no image " + named + "; its images are " + list(names)
                    + "; name one after the file, as in stack.tif:/" + (names.size() - 1)
                    + ", or one of several frames, as in stack.tif:/t0");
        }
        TiffSeries series = structure.series(index.getAsInt());
        boolean isChosen = !named.isEmpty() && (frame.isEmpty() || !matcher.group(1).isEmpty());
        if (names.size() > 1 && !isChosen) {
            List<String> notes = new ArrayList<>(series.notes());
            notes.add("the file has the images " + list(names) + ", of which the first is read; another is named after"
                    + " the file, as in stack.tif:/1");
            series = series.withNotes(notes);
        }
        return new SeriesSelector(series, checked(frame, series.order().frames()));
    }

    private static OptionalInt find(List<String> names, String name) {
        int index = names.indexOf(name);
        if (index < 0 && NUMBER.matcher(name).matches()) {
            index = Integer.parseInt(name);
        }
        return index >= 0 && index < names.size() && !name.isEmpty() ? OptionalInt.of(index) : OptionalInt.empty();
    }

    private static int checked(OptionalInt frame, int frames) {
        if (frame.isEmpty() && frames > 1) {
            throw new VolumeException("the file has " + frames + " frames (points in time), of which a volume is one;"
                    + " name it after the file, as in stack.tif:/t0 (up to /t" + (frames - 1) + "), or, if the frames"
                    + " are sections, exchange slices and frames in ImageJ (Image > Properties) and save the file");
        }
        if (frame.orElse(0) >= frames) {
            throw new VolumeException("the file has " + (frames == 1 ? "one frame, /t0"
                    : frames + " frames, /t0 to /t" + (frames - 1)) + ", but not /t" + frame.getAsInt());
        }
        return frame.orElse(0);
    }

    private static String list(List<String> names) {
        return IntStream.range(0, Math.min(names.size(), MAX_LISTED))
                .mapToObj(i -> i + (names.get(i).isEmpty() ? "" : " (" + names.get(i) + ")"))
                .collect(Collectors.joining(", ")) + (names.size() > MAX_LISTED ? ", …" : "");
    }
}
