package org.znn.common.volume.section;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.storage.Storage;

/**
 * The files of a volume that is stored section by section.
 *
 * @param path  folder or pattern, as the user wrote it
 * @param paths paths of the sections in ascending z
 * @param notes sentences about ignored files and missing numbers
 */
record SectionFiles(String path, List<String> paths, List<String> notes) {

    private static final Set<String> PNG = Set.of("png");
    private static final Set<String> TIFF = Set.of("tif", "tiff");
    private static final Set<String> OTHER_IMAGES = Set.of("jpg", "jpeg", "bmp", "gif", "jp2", "webp", "pgm");

    /**
     * Lists the sections of a folder, or those whose names match a pattern.
     *
     * @throws VolumeException if there are none, or images of different formats
     */
    static SectionFiles list(Storage storage, String path) throws IOException {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        boolean isPattern = NamePattern.isPattern(name) && !storage.exists(path);
        String folder = isPattern ? path.substring(0, slash + 1) : path.endsWith("/") ? path : path + "/";
        requireFolder(storage, folder, path);
        List<String> names = new ArrayList<>(storage.list(folder));
        if (isPattern) {
            NamePattern pattern = NamePattern.of(name);
            names.removeIf(n -> !pattern.matches(n));
        }
        names.removeIf(n -> n.startsWith("."));
        if (names.isEmpty()) {
            throw new VolumeException(path + ": " + (isPattern ? "no file name matches the pattern"
                    : "the folder is empty"));
        }
        List<String> sections = sections(path, names);
        sections.sort(new NaturalOrder());
        if (storage.isFolder(folder + sections.get(0))) {
            throw new VolumeException(path + ": there is the folder " + sections.get(0) + " where sections should be;"
                    + " name the folder that holds the sections, or a pattern of their names, such as *.png");
        }
        List<String> notes = new ArrayList<>();
        SectionNumbering.describeGaps(sections).ifPresent(notes::add);
        names.removeAll(Set.copyOf(sections));
        if (!names.isEmpty()) {
            notes.add(names.size() + (names.size() == 1 ? " other file is" : " other files are") + " ignored: "
                    + names.get(0) + (names.size() > 1 ? ", …" : ""));
        }
        return new SectionFiles(path, sections.stream().map(n -> folder + n).toList(), notes);
    }

    private static void requireFolder(Storage storage, String folder, String path) throws IOException {
        if (NamePattern.isPattern(folder) && !storage.exists(folder)) {
            throw new VolumeException(path + ": wildcards are supported in the names of files only, not in the names"
                    + " of folders");
        }
    }

    private static List<String> sections(String path, List<String> names) {
        List<String> png = withEnding(names, PNG);
        List<String> tiff = withEnding(names, TIFF);
        if (!png.isEmpty() && !tiff.isEmpty()) {
            throw new VolumeException(path + ": there are both PNG files (" + png.get(0) + ") and TIFF files ("
                    + tiff.get(0) + "); choose one kind with a pattern such as *.png");
        }
        if (!png.isEmpty() || !tiff.isEmpty()) {
            return png.isEmpty() ? tiff : png;
        }
        List<String> others = withEnding(names, OTHER_IMAGES);
        if (!others.isEmpty()) {
            throw new VolumeException(path + ": sections such as " + others.get(0) + " are not supported; convert them"
                    + " to PNG, with ImageMagick: magick mogrify -format png '*" + ending(others.get(0)) + "'");
        }
        List<String> unnamed = names.stream().filter(n -> ending(n).isEmpty()).toList();
        if (unnamed.isEmpty()) {
            throw new VolumeException(path + ": the folder is neither Zarr nor N5, and holds neither PNG nor TIFF"
                    + " sections among its " + names.size() + (names.size() == 1 ? " file, " : " files, such as ")
                    + "'" + names.get(0) + "'");
        }
        return new ArrayList<>(unnamed);
    }

    private static List<String> withEnding(List<String> names, Set<String> endings) {
        List<String> found = new ArrayList<>(names);
        found.removeIf(n -> ending(n).isEmpty() || !endings.contains(ending(n).substring(1)));
        return found;
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    }
}
