package org.znn.driver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README, exactly as shipped. */
class ShippedExampleTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        Path shipped = Path.of(System.getProperty("user.dir")).resolveSibling("conf/examples/membrane");
        for (String name : List.of("membrane.cfg", "membrane.spec", "membrane.znn", "membrane.h5", "image.h5",
                "label.h5", "training_image.h5", "training_label.h5")) {
            Files.copy(shipped.resolve(name), folder.resolve(name));
        }
    }

    @Test
    void shippedNetworkSegmentsUnseenMembranes() throws Exception {
        run("forward", "-c", "membrane.cfg");
        String scores = run("evaluate", "--output", "membrane_out/membrane_sample1_output.h5", "--label", "label.h5");
        assertTrue(score(scores, "best_pixel_error") < 0.05, scores);
        assertTrue(score(scores, "v_rand") > 0.95, scores);
        assertTrue(score(scores, "v_info") > 0.95, scores);
    }

    @Test
    void trainingReducesTheError() throws Exception {
        Path job = folder.resolve("membrane.cfg");
        Files.writeString(job, Files.readString(job).replaceFirst("Num_iter_per_show = .*", "Num_iter_per_show = 20")
                .replaceFirst("Num_iter_per_save = .*", "Num_iter_per_save = 50")
                .replaceFirst("Max_iter = .*", "Max_iter = 100"));
        String lines = run("train", "-c", "membrane.cfg");
        Matcher errors = Pattern.compile("update (\\d+), .*pixel error: ([0-9.]+)").matcher(lines);
        double first = Double.NaN;
        double last = Double.NaN;
        while (errors.find()) {
            first = errors.group(1).equals("20") ? Double.parseDouble(errors.group(2)) : first;
            last = Double.parseDouble(errors.group(2));
        }
        assertTrue(last < 0.15 && last < first, lines);
        for (String name : List.of("init.h5", "50.h5", "100.h5", "current.h5", "curve.csv")) {
            assertTrue(Files.size(folder.resolve("membrane_out/membrane_" + name)) > 0, name);
        }
    }

    private String run(String... arguments) throws Exception {
        CommandResult result = new ZnnProcess(folder).run(arguments);
        result.assertSuccess();
        return result.out();
    }

    private static double score(String json, String key) {
        Matcher value = Pattern.compile('"' + key + "\":([0-9.]+)").matcher(json);
        assertTrue(value.find(), json);
        return Double.parseDouble(value.group(1));
    }
}
