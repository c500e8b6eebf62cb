package org.znn.common.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/** Signals invalid user input: a job, file or option. The message lists every error on a line of its own. */
public final class UserErrorException extends RuntimeException {

    private final transient List<Diagnostic> diagnostics;

    public UserErrorException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining(System.lineSeparator())));
        this.diagnostics = List.copyOf(diagnostics);
    }

    public UserErrorException(String location, String message, String remedy) {
        this(List.of(new Diagnostic(location, message, remedy)));
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
