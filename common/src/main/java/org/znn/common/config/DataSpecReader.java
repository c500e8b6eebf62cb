package org.znn.common.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.text.UserPath;

/** Reads the sections [imageN], [labelN] and [sampleN] of a data specification. */
final class DataSpecReader {

    static final List<String> SECTION_KINDS = List.of("image", "label", "sample");
    static final List<String> LABEL_KEYS = List.of("fnames", "pp_types", "is_auto_crop", "fmasks");
    private static final Pattern SECTION_NAME = Pattern.compile("(image|label|sample)(\\d{1,9})");
    private static final List<String> IMAGE_KEYS = List.of("fnames", "pp_types", "is_auto_crop",
            CalibrationReader.SIZE, CalibrationReader.UNIT);
    private static final List<String> PREPROCESSING =
            List.of("standard2D", "standard3D", "symetric_rescale", "none");

    private final Map<String, IniSection> sections;
    private final Diagnostics diagnostics;
    private final Map<Integer, ImageSpec> images = new LinkedHashMap<>();
    private final Map<Integer, LabelSpec> labels = new LinkedHashMap<>();
    private final Map<Integer, SampleSpec> samples = new LinkedHashMap<>();
    /** Sections by kind and number. */
    private final Map<String, IniSection> read = new LinkedHashMap<>();

    DataSpecReader(Map<String, IniSection> sections, Diagnostics diagnostics) {
        this.sections = sections;
        this.diagnostics = diagnostics;
    }

    static boolean isDataSection(String name) {
        return SECTION_NAME.matcher(name).matches();
    }

    DataSpec read() {
        for (IniSection section : sections.values()) {
            Matcher name = SECTION_NAME.matcher(section.name());
            if (name.matches()) {
                int number = Integer.parseInt(name.group(2));
                refuseTwice(section, name.group(1) + number);
                switch (name.group(1)) {
                    case "image" -> images.put(number, image(number, section));
                    case "label" -> labels.put(number, label(number, section));
                    default -> samples.put(number, sample(number, section));
                }
            }
        }
        return new DataSpec(images, labels, samples);
    }

    /** Reports two sections with the same number, which are written differently, such as [image1] and [image01]. */
    private void refuseTwice(IniSection section, String name) {
        IniSection earlier = read.putIfAbsent(name, section);
        if (earlier != null) {
            diagnostics.error(section.location(), "[" + section.name() + "] has the same number as [" + earlier.name()
                    + "] in " + earlier.location(), "give each section a number of its own");
        }
    }

    private ImageSpec image(int number, IniSection section) {
        Map<String, IniValue> values = new LinkedHashMap<>(section.values());
        Optional.ofNullable(values.remove("fmasks")).filter(v -> !v.inherited()).ifPresent(v -> diagnostics.warn(
                v.location(), "'fmasks' of [" + section.name() + "] is ignored", "a mask belongs to a [labelN]"));
        UnknownKeys.report(section.name(), values.values(), IMAGE_KEYS, diagnostics);
        return new ImageSpec(number, files(section, "fnames", true), preprocessing(section), autoCrop(section),
                section.location(), location(section, "fnames"), new CalibrationReader(diagnostics).read(section));
    }

    /** Reads {@code pp_types}: one entry for all channels or one per channel; none if a word is unknown. */
    private List<Preprocessing> preprocessing(IniSection section) {
        Optional<IniValue> types = section.get("pp_types").filter(v -> !splitList(v.text()).isEmpty());
        if (types.isEmpty()) {
            diagnostics.warn(location(section, "pp_types"), "[" + section.name() + "] has no 'pp_types': its grey"
                    + " values are used unchanged", "add 'pp_types = none' to confirm, or 'pp_types = standard2D'");
            return List.of(Preprocessing.NONE);
        }
        IniValue value = types.get();
        if (value.text().matches("<.*>")) {
            diagnostics.error(value.location(), "'" + value.text() + "' of pp_types stands for a choice",
                    "write one of " + String.join(", ", PREPROCESSING));
            return List.of();
        }
        List<Preprocessing> preprocessing = new ArrayList<>();
        for (String word : splitList(value.text())) {
            Preprocessing.parse(word).ifPresentOrElse(preprocessing::add, () -> diagnostics.error(value.location(),
                    "'" + word + "' of pp_types is unknown", Suggestion.remedy(word, PREPROCESSING)));
        }
        return preprocessing.size() == splitList(value.text()).size() ? preprocessing : List.of();
    }

    private LabelSpec label(int number, IniSection section) {
        UnknownKeys.report(section.name(), section.values().values(), LABEL_KEYS, diagnostics);
        return new LabelSpec(number, files(section, "fnames", true), files(section, "fmasks", false),
                autoCrop(section), section.location(), location(section, "fnames"), location(section, "fmasks"));
    }

    private SampleSpec sample(int number, IniSection section) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Map<String, String> locations = new LinkedHashMap<>();
        for (IniValue value : section.values().values()) {
            if (value.inherited()) {
                continue;
            }
            if (value.text().isEmpty()) {
                diagnostics.warn(value.location(), "'" + value.key() + "' of [" + section.name() + "] is empty and"
                        + " ignored", "write the number of an image or label section, or remove it");
                continue;
            }
            locations.put(value.key(), value.location());
            if (value.text().matches("\\d{1,9}")) {
                numbers.put(value.key(), Integer.parseInt(value.text()));
            } else {
                Matcher name = SECTION_NAME.matcher(value.text().toLowerCase(Locale.ROOT));
                diagnostics.error(value.location(), "'" + value.key() + " = " + value.text().replace("\n", " ")
                        + "' is not legal", name.matches() ? "write the number of the section alone: '" + value.key()
                        + " = " + name.group(2) + "'" : "write the number of an image or label section");
            }
        }
        return new SampleSpec(number, numbers, locations, section.location());
    }

    /** Returns {@code file:line} of a key, or of the section if the key is absent. */
    private static String location(IniSection section, String key) {
        return section.get(key).map(IniValue::location).orElse(section.location());
    }

    private List<String> files(IniSection section, String key, boolean required) {
        Optional<IniValue> value = section.get(key).filter(v -> !splitList(v.text()).isEmpty());
        if (required && value.isEmpty()) {
            diagnostics.error(location(section, key), "[" + section.name() + "] has no '" + key + "'",
                    "add '" + key + " = FILE'");
        }
        return value.map(DataSpecReader::files).orElse(List.of());
    }

    /** Resolves paths one a line or separated by commas; a line that names an existing file is one path. */
    private static List<String> files(IniValue value) {
        UserPath paths = UserPath.relativeTo(value.source());
        return value.text().lines().map(String::strip).filter(line -> !line.isEmpty())
                .flatMap(line -> UserPath.exists(paths.resolveInput(line)) ? Stream.of(line) : splitList(line).stream())
                .map(paths::resolveInput).toList();
    }

    private boolean autoCrop(IniSection section) {
        Optional<IniValue> value = section.get("is_auto_crop");
        Optional<Boolean> crop = value.flatMap(v -> YesNo.parse(v.text()));
        if (value.isPresent() && crop.isEmpty()) {
            diagnostics.error(value.get().location(), "'is_auto_crop = " + value.get().text() + "' is not legal",
                    "write yes or no");
        }
        return crop.orElse(false);
    }

    /** Splits at commas and line ends; ZNN itself requires a comma at the end of a line. */
    private static List<String> splitList(String text) {
        return Arrays.stream(text.split("[,\n]")).map(String::strip).filter(item -> !item.isEmpty()).toList();
    }
}
