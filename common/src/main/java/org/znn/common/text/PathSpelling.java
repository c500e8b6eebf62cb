package org.znn.common.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises spellings of paths that a shell, Python or Windows understands, but a job's file does not. */
public final class PathSpelling {

    private static final Pattern QUOTED = Pattern.compile("(?:^|.*/)([\"']).*\\1", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("(?:^|.*[/\"'])\\$\\{?[A-Za-z_].*", Pattern.DOTALL);
    private static final Pattern OTHER_HOME = Pattern.compile("(?:^|.*/)~[A-Za-z_][^/]*/.*", Pattern.DOTALL);

    private PathSpelling() {
    }

    /** Returns how to correct a path at which nothing exists; empty if its spelling is ordinary. */
    public static Optional<String> remedy(String path) {
        if (QUOTED.matcher(path).matches()) {
            return Optional.of("remove the quotes, which would be part of the name");
        }
        if (VARIABLE.matcher(path).matches()) {
            return Optional.of("environment variables are not expanded: write the path itself");
        }
        if (path.indexOf('\\') >= 0) {
            return Optional.of("write / instead of \\ between folders, and a path of this machine instead of one with a"
                    + " drive letter");
        }
        return OTHER_HOME.matcher(path).matches()
                ? Optional.of("~ stands for your own home folder only: write the whole path") : Optional.empty();
    }
}
