package org.znn.common.diagnostic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects errors and warnings while a job is read, so that they can be reported together. */
public final class Diagnostics {

    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();

    public void error(String location, String message, String remedy) {
        errors.add(new Diagnostic(location, message, remedy));
    }

    public void warn(String location, String message, String remedy) {
        warnings.add(new Diagnostic(location, message, remedy));
    }

    /** Adds the errors and warnings that others have collected. */
    public void addAll(Diagnostics others) {
        errors.addAll(others.errors);
        warnings.addAll(others.warnings);
    }

    public List<Diagnostic> errors() {
        return Collections.unmodifiableList(errors);
    }

    public List<Diagnostic> warnings() {
        return Collections.unmodifiableList(warnings);
    }

    /** Throws a {@link UserErrorException} that lists all errors collected so far, if there are any. */
    public void throwIfErrors() {
        if (!errors.isEmpty()) {
            throw new UserErrorException(errors);
        }
    }
}
