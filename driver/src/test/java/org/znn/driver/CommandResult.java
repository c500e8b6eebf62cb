package org.znn.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;

/**
 * Result of a command.
 *
 * @param exit exit code
 * @param out  standard output
 * @param err  standard error
 */
public record CommandResult(int exit, String out, String err) {

    /** Traces of the implementation, which no message to a user may contain. */
    private static final Pattern INTERNALS = Pattern.compile("\\w*(?:Exception|Error)\\b|^\\s+at |\\bjava\\."
            + "|\\bio\\.jhdf|\\borg\\.(?:znn|apache)|Caused by", Pattern.MULTILINE);

    /** Returns exit code and output, for assertion messages. */
    public String all() {
        return "exit " + exit + "\n--- out\n" + out + "\n--- err\n" + err;
    }

    /** Fails unless the command succeeded. */
    public CommandResult assertSuccess() {
        assertEquals(0, exit, this::all);
        return this;
    }

    /**
     * Fails unless the command ended with an exit code and printed plain messages.
     *
     * @param code      expected exit code
     * @param fragments texts that standard error contains in this order
     */
    public CommandResult assertMessages(int code, String... fragments) {
        assertEquals(code, exit, this::all);
        assertFalse(INTERNALS.matcher(err).find(), this::all);
        int from = 0;
        for (String fragment : fragments) {
            int at = err.indexOf(fragment, from);
            assertTrue(at >= 0, () -> "not printed (in order): " + fragment + "\n" + all());
            from = at + fragment.length();
        }
        return this;
    }
}
