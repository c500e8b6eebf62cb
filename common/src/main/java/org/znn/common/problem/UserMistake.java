package org.znn.common.problem;

import java.util.List;
import java.util.stream.Collectors;

/** The job as the user gave it cannot be run; the message lists every mistake, one a line. */
public final class UserMistake extends RuntimeException {

    private final transient List<Problem> problems;

    public UserMistake(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public UserMistake(String where, String what, String remedy) {
        this(List.of(new Problem(where, what, remedy)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
