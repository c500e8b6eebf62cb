package org.znn.driver.errors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.driver.JobFolder;

/** Mistakes in the text files of a job: values of the wrong form, and lines that are missing, repeated or moved. */
final class JobMutation {

    private static final List<String> FILES = List.of("job.cfg", "data.spec", "net.znn");
    /** Values that are right nowhere or in few places: wrong types, limits, names of other things, odd characters. */
    private static final List<String> FORMS = List.of("", " ", "0", "-1", "0.5", "1e400", "nan", "-inf", "Infinity",
            "+1", "0x10", "1_000", "1d", "1e3", "\u0661", "000000001", "999999999", "-2147483648", "2147483648",
            "99999999999999999999", "1".repeat(10_000), "1,2", "1,2,3,4", ",", "1 2 3", "1,1,1", "0,0,0", "-1,-1,-1",
            "2147483647,2147483647,2147483647", "65536,65536,65536", "a,b,c", "1;2", "3-1", "1-999999999", "1-", "-",
            "image1", "[image1]", "sample1", "IMAGE1", "input", "yes", "standard2D", "boundary", "<choice>", "null",
            "a".repeat(10_000), "x/".repeat(3000), "\u00e4\u20ac\ud83d\ude00", "\u00a0", "\u202e", "a\tb", "'1'",
            "\"1\"", "%(x)s", "%", "%%", "x=y", "x:y", "; c", "# c", "{", "[", "]", "\\", "*.tif", "/", "..", ".", "~",
            "~root", "/dev/null", "/proc/self/mem", "file:/nosuch", "file://", "hdfs://", "s3a://", "nosuch://host/x",
            "image.h5:/nothing", "image.h5:", ":/main", "image.h5/x", "image.h5, image.h5", "net.h5", "job.cfg",
            "data.spec", "net.znn", "a\n b");

    private final Map<String, String> originals = new TreeMap<>();
    private final JobFolder job;

    /** Remembers the files of an intact job. */
    JobMutation(JobFolder job) throws IOException {
        this.job = job;
        for (String name : FILES) {
            originals.put(name, Files.readString(job.file(name)));
        }
    }

    /** Makes mistakes in some lines of the intact files; returns them in words. */
    String apply(Random random) {
        Map<String, List<String>> lines = new TreeMap<>();
        originals.forEach((name, text) -> lines.put(name, new ArrayList<>(text.lines().toList())));
        List<String> applied = new ArrayList<>();
        int mistakes = 1 + random.nextInt(3);
        for (int i = 0; i < mistakes; i++) {
            String name = FILES.get(random.nextInt(FILES.size()));
            List<String> file = lines.get(name);
            int line = random.nextInt(file.size());
            String mutant = mutant(name, file, line, random);
            file.set(line, mutant);
            applied.add(name + ":" + (line + 1) + ": " + Diagnostic.abbreviate(mutant, 80));
        }
        lines.forEach((name, file) -> job.write(name, String.join("\n", file) + "\n"));
        return String.join(" | ", applied);
    }

    private static String mutant(String name, List<String> file, int line, Random random) {
        String text = file.get(line);
        String other = file.get(random.nextInt(file.size()));
        String separator = name.equals("net.znn") ? " " : " = ";
        int end = text.indexOf(separator);
        String form = FORMS.get(random.nextInt(FORMS.size()));
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> text + "\n" + other;
            case 2 -> other;
            case 3 -> end < 0 ? "  " + text : form + text.substring(end);
            default -> end < 0 ? "[" + form + "]" : text.substring(0, end) + separator + form;
        };
    }

    /** Restores the intact files. */
    void undo() {
        originals.forEach(job::write);
    }

    /** Returns the folder of the job. */
    Path folder() {
        return job.path();
    }
}
