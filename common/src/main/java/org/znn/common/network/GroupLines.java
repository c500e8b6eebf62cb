package org.znn.common.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.znn.common.problem.Problems;
import org.znn.common.problem.Suggestion;

/** Splits the lines of a {@code .znn} into groups and their options. */
final class GroupLines {

    private final String source;
    private final Problems problems;
    private final List<Group> groups = new ArrayList<>();
    /** The group that options belong to; null before the first and after an opener that names none. */
    private Group open;

    GroupLines(String source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The groups in order of their names, as ZNN processes them; of one name in the order of the file. */
    List<Group> read(List<String> lines) {
        boolean opened = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", 3);
            String second = words.length > 1 && !words[1].startsWith("#") ? words[1] : "";
            if (words[0].equals("nodes") || words[0].equals("edges")) {
                open(words[0], second, i + 1);
            } else if (!opened || words[0].equals("node") || words[0].equals("edge")) {
                opensNothing(words[0], i + 1);
            } else if (open != null) {
                option(words[0], second, i + 1);
            }
            opened = true;
        }
        groups.sort(Comparator.comparing(Group::name).thenComparing(Group::line));
        return groups;
    }

    private void open(String word, String name, int line) {
        open = null;
        if (isName(name)) {
            open = Group.open(word.equals("nodes") ? Group.Kind.NODE : Group.Kind.EDGE, name, source, line);
            groups.add(open);
        } else {
            problems.error(source + ":" + line, "'" + word + "' needs a name without '/'",
                    "write '" + word + " NAME'");
        }
    }

    private void opensNothing(String word, int line) {
        open = null;
        problems.error(source + ":" + line, "'" + abbreviate(word) + "' opens no group",
                Suggestion.within(word, List.of("nodes", "edges"), 2).map(k -> "did you mean '" + k + "'?")
                        .orElse("a network file starts with 'nodes NAME' or 'edges NAME'"));
    }

    private void option(String key, String value, int line) {
        if (isName(key)) {
            open.options().put(key, value);
            open.lines().put(key, line);
        } else {
            problems.warn(source + ":" + line, "'" + abbreviate(key) + "' is no option and is ignored",
                    "start comments with '#'");
        }
    }

    /** Whether it can name a group or a dataset of the network's HDF5 file. */
    private static boolean isName(String word) {
        return !word.isEmpty() && !word.contains("/") && !word.equals(".") && !word.equals("..");
    }

    private static String abbreviate(String word) {
        return word.length() <= 40 ? word : word.substring(0, 40) + "…";
    }
}
