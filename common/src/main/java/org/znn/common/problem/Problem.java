package org.znn.common.problem;

/**
 * One mistake in what the user gave.
 *
 * @param where  {@code file:line}, a file, or an option; empty where no place can be named
 * @param what   what is wrong, in plain words
 * @param remedy what would be right, with the nearest legal value; may be empty
 */
public record Problem(String where, String what, String remedy) {

    /** {@code where: what; remedy}. */
    @Override
    public String toString() {
        return (where.isEmpty() ? "" : where + ": ") + what + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
