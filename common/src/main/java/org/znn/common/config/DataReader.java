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
import org.znn.common.problem.Problems;
import org.znn.common.problem.Suggestion;
import org.znn.common.text.UserPath;

/** Reads the sections [imageN], [labelN] and [sampleN]. */
final class DataReader {

    static final List<String> KINDS = List.of("image", "label", "sample");
    private static final Pattern SECTION = Pattern.compile("(image|label|sample)(\\d{1,9})");
    private static final List<String> IMAGE_KEYS = List.of("fnames", "pp_types", "is_auto_crop");
    private static final List<String> LABEL_KEYS = List.of("fnames", "pp_types", "is_auto_crop", "fmasks");
    private static final List<String> PREPROCESSING =
            List.of("standard2D", "standard3D", "symetric_rescale", "none");

    private final Map<String, IniSection> sections;
    private final Problems problems;
    private final Map<Integer, ImageSpec> images = new LinkedHashMap<>();
    private final Map<Integer, LabelSpec> labels = new LinkedHashMap<>();
    private final Map<Integer, SampleSpec> samples = new LinkedHashMap<>();

    DataReader(Map<String, IniSection> sections, Problems problems) {
        this.sections = sections;
        this.problems = problems;
    }

    static boolean isDataSection(String name) {
        return SECTION.matcher(name).matches();
    }

    DataSpec read() {
        for (IniSection section : sections.values()) {
            Matcher name = SECTION.matcher(section.name());
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
        refuseUnknown(section, IMAGE_KEYS);
        List<Preprocessing> preprocessing = new ArrayList<>();
        Optional<IniValue> types = required(section, "pp_types", "standard2D");
        types.ifPresent(value -> {
            for (String word : list(value.text())) {
                Preprocessing.parse(word).ifPresentOrElse(preprocessing::add, () -> problems.error(value.where(),
                        "'" + word + "' of pp_types is unknown", Suggestion.remedy(word, PREPROCESSING)));
            }
        });
        return new ImageSpec(number, files(section, "fnames", true), preprocessing, autoCrop(section),
                section.where());
    }

    private LabelSpec label(int number, IniSection section) {
        refuseUnknown(section, LABEL_KEYS);
        return new LabelSpec(number, files(section, "fnames", true), files(section, "fmasks", false),
                autoCrop(section), section.where());
    }

    private SampleSpec sample(int number, IniSection section) {
        Map<String, Integer> nodes = new LinkedHashMap<>();
        Map<String, String> lines = new LinkedHashMap<>();
        for (IniValue value : section.values().values()) {
            if (value.inherited()) {
                continue;
            }
            lines.put(value.key(), value.where());
            if (value.text().matches("\\d{1,9}")) {
                nodes.put(value.key(), Integer.parseInt(value.text()));
            } else {
                problems.error(value.where(), "'" + value.key() + " = " + value.text() + "' is not legal",
                        "write the number of an image or label section");
            }
        }
        return new SampleSpec(number, nodes, lines, section.where());
    }

    private Optional<IniValue> required(IniSection section, String key, String example) {
        Optional<IniValue> value = section.get(key).filter(v -> !list(v.text()).isEmpty());
        if (value.isEmpty()) {
            problems.error(section.get(key).map(IniValue::where).orElse(section.where()),
                    "[" + section.name() + "] has no '" + key + "'", "add '" + key + " = " + example + "'");
        }
        return value;
    }

    private List<String> files(IniSection section, String key, boolean needed) {
        Optional<IniValue> value = needed ? required(section, key, "FILE") : section.get(key);
        return value.map(v -> list(v.text()).stream().map(UserPath.in(v.source())::existing).toList())
                .orElse(List.of());
    }

    private boolean autoCrop(IniSection section) {
        String text = section.get("is_auto_crop").map(v -> v.text().toLowerCase(Locale.ROOT)).orElse("no");
        return switch (text) {
            case "yes", "true", "on", "1" -> true;
            case "no", "false", "off", "0" -> false;
            default -> {
                problems.error(section.get("is_auto_crop").get().where(), "'is_auto_crop = " + text
                        + "' is not legal", "write yes or no");
                yield false;
            }
        };
    }

    /** Items between commas and line ends; ZNN knows only a comma at the end of a line. */
    private static List<String> list(String text) {
        return Arrays.stream(text.split("[,\n]")).map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    private void refuseUnknown(IniSection section, List<String> known) {
        section.values().values().stream().filter(v -> !v.inherited() && !known.contains(v.key())).forEach(v ->
                problems.error(v.where(), "'" + v.key() + "' is not a key of [" + section.name() + "]",
                        Suggestion.remedy(v.key(), known)));
    }
}
