package org.znn.driver.projects;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.SharedData;
import org.znn.driver.CommandResult;

/** Jobs of the folder {@code cases/jobs}, which a stranger brings; each in a copy of its folder. */
class JobCasesTest {

    @TempDir
    private Path folder;

    private ZnnProject copy(String name) throws IOException {
        Path source = SharedData.path("cases/jobs/" + name);
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        Files.createDirectories(folder.resolve("experiments/N4"));
        Files.createDirectories(folder.resolve("o"));
        return new ZnnProject(folder);
    }

    /** A label of 100 x 100 voxels in an image of 200 x 200, cropped or not, mirrored or not: the same weights. */
    @Test
    void autocrop() throws IOException {
        ZnnProject project = copy("autocrop");
        for (String job : List.of("d", "dno", "dm", "dnom")) {
            Files.writeString(project.file(job + ".cfg"), Files.readString(project.file(job + ".cfg"))
                    .replace("o/net\n", "o/" + job + "\n"));
            CommandResult result = project.run("train", job).assertSuccess();
            assertTrue(result.err().contains("label.tif (6,100,100) begins at z,y,x = 0,50,50 of "), result::all);
            project.assertSameFilters("conv1", "o/d_current.h5", "o/" + job + "_current.h5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t3", "l3", "l3no"})
    void tiff4(String job) throws IOException {
        ZnnProject project = copy("tiff4");
        CommandResult plan = project.run("plan", job, "--train").assertSuccess();
        assertTrue(plan.out().contains("label3.tif (3,160,160) covers "), plan::all);
        project.run("train", job).assertSuccess();
    }

    /** Grey values that are used unchanged drive the outputs far apart, which costs much, but not infinitely much. */
    @ParameterizedTest
    @ValueSource(strings = {"t_good", "t_minimal"})
    void seedRuns(String job) throws IOException {
        ZnnProject project = seed();
        project.run("train", job).assertSuccess();
        assertTrue(Files.exists(project.file("experiments/N4/_current.h5")));
    }

    @Test
    void seedRefusesComments() throws IOException {
        ZnnProject project = seed();
        project.run("train", "t_comments").assertMessages(2, "comments.spec:4: 'is_auto_crop' has a comment behind its"
                + " value: # crop images", "comments.spec:3: 'pp_types' has a comment behind its value: # preprocess",
                "Python 2's ConfigParser");
        CommandResult literal = project.run("train", "t_literal");
        for (String message : List.of("literal.spec:3: 'pp_types' has a comment",
                "literal.spec:3: '<standard2D, none>' of pp_types stands for a choice",
                "literal.spec:4: 'is_auto_crop = <yes, no>' is not legal; write yes or no")) {
            literal.assertMessages(2, message);
        }
    }

    private ZnnProject seed() throws IOException {
        ZnnProject project = copy("seed");
        LzwStack.write(project.file("label.tif"), 6, 160, (z, y, x) -> (x + y / 2 + z) % 7 < 2 ? 0 : 255);
        return project;
    }
}
