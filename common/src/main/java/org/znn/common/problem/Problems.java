package org.znn.common.problem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects mistakes and warnings while a job is read, and refuses the job with all of them at once. */
public final class Problems {

    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    public void error(String where, String what, String remedy) {
        errors.add(new Problem(where, what, remedy));
    }

    public void warn(String where, String what, String remedy) {
        warnings.add(new Problem(where, what, remedy));
    }

    public List<Problem> errors() {
        return Collections.unmodifiableList(errors);
    }

    public List<Problem> warnings() {
        return Collections.unmodifiableList(warnings);
    }

    /** Throws {@link UserMistake} with every error gathered so far, if there is one. */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new UserMistake(errors);
        }
    }
}
