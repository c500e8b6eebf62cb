package org.znn.common.volume.storage.lease;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Contents of a lease file.
 *
 * @param token   random text that no other job has
 * @param process process of the job
 * @param command what the job does, such as {@code forward}, and its job file
 * @param since   time at which the job acquired its outputs, for messages only
 * @param renewal name of the file, beside the lease, in which the job counts its renewals
 */
record LeaseRecord(String token, JobProcess process, String command, String since, String renewal) {

    /** A larger file is damaged. */
    static final int MAX_BYTES = 1 << 16;

    private static final String FIRST_LINE = "ZNN lease 1";
    private static final String LAST_LINE = "end";
    private static final Pattern RENEWAL = Pattern.compile("\\.[^/\\\\]*\\.[0-9a-f]{8}\\.renewal");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int MAX_VALUE = 1000;

    /** Removes characters from texts of the system that would break a line of the file or of a terminal. */
    LeaseRecord {
        command = plain(command);
    }

    byte[] bytes() {
        List<String> lines = List.of(FIRST_LINE, "token=" + token, "user=" + plain(process.user()),
                "host=" + plain(process.host()), "pid=" + process.pid(), "start=" + process.start(),
                "boot=" + process.boot(), "namespace=" + process.namespace(), "command=" + command, "since=" + since,
                "renewal=" + renewal, LAST_LINE, "");
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    /** Parses the contents of a file; empty if they are damaged or incomplete. */
    static Optional<LeaseRecord> parse(byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
        if (bytes.length > MAX_BYTES || !lines[0].equals(FIRST_LINE) || !lines[lines.length - 1].equals(LAST_LINE)) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), plain(line.substring(equals + 1)));
            }
        }
        try {
            JobProcess process = new JobProcess(value(values, "user"), value(values, "host"),
                    Long.parseLong(value(values, "pid")), value(values, "start"), value(values, "boot"),
                    value(values, "namespace"));
            LeaseRecord record = new LeaseRecord(value(values, "token"), process, value(values, "command"),
                    value(values, "since"), value(values, "renewal"));
            return Optional.of(record).filter(r -> RENEWAL.matcher(r.renewal).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String value(Map<String, String> values, String key) {
        return Optional.ofNullable(values.get(key)).orElseThrow(IllegalArgumentException::new);
    }

    private static String plain(String text) {
        String line = CONTROL.matcher(text).replaceAll("?");
        return line.substring(0, Math.min(line.length(), MAX_VALUE));
    }

    /** Describes the job, such as {@code ann on host7 (process 4711, since 2026-11-30 22:01:54 UTC: forward a.cfg)}. */
    String description() {
        return process.user() + " on " + process.host() + " (process " + process.pid() + ", since " + since + ": "
                + command + ")";
    }
}
