package org.znn.common.network;

import java.util.List;
import java.util.Optional;
import org.znn.common.problem.Problems;
import org.znn.common.text.TextFile;

/**
 * Reads {@code .znn} network files (ZNN-SEMANTICS 1): {@code nodes NAME} and {@code edges NAME} open a group in any
 * order, lines {@code key value} that follow are its options. Only the first two words of a line count; lines that
 * start with {@code #} are comments.
 */
public final class NetworkParser {

    /** Beyond it is no network but some other file. */
    private static final int MOST_GROUPS = 3_000;

    private NetworkParser() {
    }

    /** The network of a file; every mistake in it becomes an error at its line, and the result is empty. */
    public static Optional<NetworkSpec> parse(String path, Problems problems) {
        return TextFile.lines(path, problems).flatMap(lines -> parse(path, lines, problems));
    }

    /** The network of a file; throws {@link org.znn.common.problem.UserMistake} with every mistake in it. */
    public static NetworkSpec parse(String path) {
        Problems problems = new Problems();
        Optional<NetworkSpec> network = parse(path, problems);
        problems.throwIfAny();
        return network.orElseThrow();
    }

    /** As {@link #parse(String, Problems)}, from lines at hand; the source is named in messages. */
    public static Optional<NetworkSpec> parse(String source, List<String> lines, Problems problems) {
        int before = problems.errors().size();
        List<Group> groups = new GroupLines(source, problems).read(lines);
        if (groups.size() > MOST_GROUPS) {
            problems.error(source, "has more than " + MOST_GROUPS + " groups", "give a network file");
            return Optional.empty();
        }
        return NetworkAssembly.assemble(source, groups, problems).filter(n -> problems.errors().size() == before);
    }
}
