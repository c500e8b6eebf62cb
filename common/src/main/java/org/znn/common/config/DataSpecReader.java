package org.znn.common.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.text.UserPath;

/** Reads the sections [imageN], [labelN] and [sampleN] of a data specification. */
final class DataSpecReader {

    static final List<String> SECTION_KINDS = List.of("image", "label", "sample");
    private static final Pattern SECTION_NAME = Pattern.compile("(image|label|sample)(\\d{1,9})");
    private static final List<String> IMAGE_KEYS = List.of("fnames", "pp_types", "is_auto_crop");
    private static final List<String> LABEL_KEYS = List.of("fnames", "pp_types", "is_auto_crop", "fmasks");
    private static final List<String> PREPROCESSING =
            List.of("standard2D", "standard3D", "symetric_rescale", "none");

    private final Map<String, IniSection> sections;
    private final Diagnostics diagnostics;
    private final Map<Integer, ImageSpec> images = new LinkedHashMap<>();
    private final Map<Integer, LabelSpec> labels = new LinkedHashMap<>();
    private final Map<Integer, SampleSpec> samples = new LinkedHashMap<>();

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
                switch (name.group(1)) {
                    case "image" -> images.put(number, image(number, section));
                    case "label" -> labels.put(number, label(number, section));
                    default -> samples.put(number, sample(number, section));
                }
            }
        }
        return new DataSpec(images, labels, samples);
    }

    private ImageSpec image(int number, IniSection section) {
        rejectUnknownKeys(section, IMAGE_KEYS);
        List<Preprocessing> preprocessing = new ArrayList<>();
        Optional<IniValue> types = required(section, "pp_types", "standard2D");
        types.ifPresent(value -> {
            for (String word : splitList(value.text())) {
                Preprocessing.parse(word).ifPresentOrElse(preprocessing::add, () -> diagnostics.error(value.location(),
                        "'" + word + "' of pp_types is unknown", Suggestion.remedy(word, PREPROCESSING)));
            }
        });
        return new ImageSpec(number, files(section, "fnames", true), preprocessing, autoCrop(section),
                section.location());
    }

    private LabelSpec label(int number, IniSection section) {
        rejectUnknownKeys(section, LABEL_KEYS);
        return new LabelSpec(number, files(section, "fnames", true), files(section, "fmasks", false),
                autoCrop(section), section.location());
    }

    private SampleSpec sample(int number, IniSection section) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Map<String, String> locations = new LinkedHashMap<>();
        for (IniValue value : section.values().values()) {
            if (value.inherited()) {
                continue;
            }
            locations.put(value.key(), value.location());
            if (value.text().matches("\\d{1,9}")) {
                numbers.put(value.key(), Integer.parseInt(value.text()));
            } else {
                diagnostics.error(value.location(), "'" + value.key() + " = " + value.text() + "' is not legal",
                        "write the number of an image or label section");
            }
        }
        return new SampleSpec(number, numbers, locations, section.location());
    }

    private Optional<IniValue> required(IniSection section, String key, String example) {
        Optional<IniValue> value = section.get(key).filter(v -> !splitList(v.text()).isEmpty());
        if (value.isEmpty()) {
            diagnostics.error(section.get(key).map(IniValue::location).orElse(section.location()),
                    "[" + section.name() + "] has no '" + key + "'", "add '" + key + " = " + example + "'");
        }
        return value;
    }

    private List<String> files(IniSection section, String key, boolean required) {
        Optional<IniValue> value = required ? required(section, key, "FILE") : section.get(key);
        return value.map(v -> splitList(v.text()).stream().map(UserPath.relativeTo(v.source())::resolveInput).toList())
                .orElse(List.of());
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

    private void rejectUnknownKeys(IniSection section, List<String> known) {
        section.values().values().stream().filter(v -> !v.inherited() && !known.contains(v.key())).forEach(v ->
                diagnostics.error(v.location(), "'" + v.key() + "' is not a key of [" + section.name() + "]",
                        Suggestion.remedy(v.key(), known)));
    }
}
