package org.znn.driver.projects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.driver.CommandResult;

/** Small jobs in the shape of published projects that used ZNN run unchanged through plan, train and forward. */
class PublishedProjectsTest {

    private static final int SIDE = 48;

    /** Field of view 50,37,37: convolutions and max filters that make the following layers sparse. */
    private static final String DEEP = """
            nodes input
            type input
            size 1
            """ + layer("1", "input", "3,4,4", 2) + pool("1", 2) + layer("2", "npool1", "3,6,6", 2) + pool("2", 2)
            + layer("3", "npool2", "11,6,6", 2) + output("nconv3");
    /** Field of view 1,9,9. */
    private static final String VD2D = """
            nodes input
            type input
            size 1
            """ + layer("1", "input", "1,5,5", 3) + layer("2", "nconv1", "1,5,5", 3) + output("nconv2");
    /** The same network with a 3-D path over its first result; field of view 1,9,9 and 3,9,9. */
    private static final String VD2D3D = """
            nodes input
            type input
            size 1
            nodes input-r
            type input
            size 1
            edges conv-r
            type conv
            init xavier
            size 3,5,5
            stride 1,1,1
            input input-r
            output nconv3
            """ + layer("1", "input", "1,5,5", 3) + layer("2", "nconv1", "1,5,5", 3) + """
            edges conv-d
            type conv
            init xavier
            size 3,1,1
            stride 1,1,1
            input nconv2
            output nconv-d
            nodes nconv-d
            type transfer
            function rectify_linear
            size 3
            edges conv-r2
            type conv
            init xavier
            size 1,5,5
            stride 1,1,1
            input nconv3
            output nconv-d
            nodes nconv3
            type transfer
            function rectify_linear
            size 2
            """ + output("nconv-d");

    @TempDir
    private Path folder;

    /** Only the central of 50 sections is labelled, in a picture; all files are cropped, with and without mirroring. */
    @Test
    void oneLabelledPictureOfFiftySections() throws Exception {
        ZnnProject project = new ZnnProject(folder).add("N4", "", """
                [image1]
                fnames = stack.tif
                pp_types = standard2D
                is_auto_crop = yes

                [label1]
                fnames = picture.tif
                pp_types = binary_class
                is_auto_crop = yes
                fmasks =

                [sample1]
                input = 1
                output = 1
                """, DEEP);
        LzwStack.write(project.file("stack.tif"), 50, SIDE, PublishedProjectsTest::image);
        LzwStack.write(project.file("picture.tif"), 1, SIDE, (z, y, x) -> label(24, y, x));

        CommandResult plan = project.run("plan", "N4", "--train").assertSuccess();
        assertTrue(plan.out().contains("picture.tif (1,48,48) begins at z,y,x = 24,0,0 of "), plan::all);
        project.run("train", "N4").assertSuccess();
        CommandResult forward = project.run("forward", "N4").assertSuccess();
        assertTrue(Files.exists(project.file("experiments/N4/_sample1_output_1.tif")), forward::all);
        assertArrayEquals(new int[] {2, 50, SIDE, SIDE}, project.shape("experiments/N4/_sample1_output.h5"));

        project.write("N4.cfg", Files.readString(project.file("N4.cfg")).replace("is_bd_mirror = yes",
                "is_bd_mirror = no").replace("experiments/N4/\n", "experiments/N4/valid\n"));
        Files.copy(project.file("experiments/N4/_current.h5"), project.file("experiments/N4/valid_current.h5"));
        project.run("plan", "N4", "--train").assertSuccess();
        project.run("forward", "N4").assertSuccess();
        assertArrayEquals(new int[] {2, 1, 12, 12}, project.shape("experiments/N4/valid_sample1_output.h5"));
    }

    /** The second network reads the image and the first network's output, and begins with its layers. */
    @Test
    void twoStagesWithTwoInputs() throws Exception {
        String data = """
                [image1]
                fnames = train.tif
                pp_types = standard2D
                is_auto_crop = yes
                [label1]
                fnames = label.tif
                pp_types = auto
                is_auto_crop = yes
                fmasks =
                [sample1]
                input = 1
                output = 1
                """;
        ZnnProject project = new ZnnProject(folder).add("VD2D", "train_load_net =\nis_optimize = yes\n", data, VD2D)
                .add("VD2D3D", "train_load_net = experiments/VD2D/_current.h5\njitter_size = 0,0,0\n",
                        data + "input-r = 2\n" + """
                        [image2]
                        fnames = experiments/VD2D/_sample1_output_0.tif
                        pp_types = symetric_rescale
                        is_auto_crop = yes
                        """, VD2D3D);
        LzwStack.write(project.file("train.tif"), 6, SIDE, PublishedProjectsTest::image);
        LzwStack.write(project.file("label.tif"), 6, SIDE, PublishedProjectsTest::label);
        for (String stage : new String[] {"VD2D", "VD2D3D"}) {
            project.run("plan", stage, "--train").assertSuccess();
            project.run("train", stage).assertSuccess();
            project.run("plan", stage).assertSuccess();
            project.run("forward", stage).assertSuccess();
            assertArrayEquals(new int[] {2, 6, SIDE, SIDE},
                    project.shape("experiments/" + stage + "/_sample1_output.h5"));
        }
        project.assertSameFilters("conv1", "experiments/VD2D/_current.h5", "experiments/VD2D3D/_init.h5");
        CommandResult again = project.run("plan", "VD2D3D", "--train").assertSuccess();
        assertTrue(again.out().contains("experiments/VD2D3D/_current.h5 after step 2"), again::all);
    }

    private static int label(int z, int y, int x) {
        return (x + y / 2 + z) % 7 < 2 ? 0 : 255;
    }

    private static int image(int z, int y, int x) {
        return label(z, y, x) / 2 + (31 * z + 17 * y + 7 * x) % 41;
    }

    private static String layer(String name, String from, String size, int maps) {
        return """
                edges convN
                type conv
                init xavier
                size SIZE
                stride 1,1,1
                input FROM
                output nconvN

                nodes nconvN
                type transfer
                function rectify_linear
                size MAPS

                """.replace("N", name).replace("SIZE", size).replace("FROM", from)
                .replace("MAPS", Integer.toString(maps));
    }

    private static String pool(String name, int maps) {
        return """
                edges poolN
                type max_filter
                size 2,2,2
                stride 2,2,2
                input nconvN
                output npoolN

                nodes npoolN
                type sum
                size MAPS

                """.replace("N", name).replace("MAPS", Integer.toString(maps));
    }

    private static String output(String from) {
        return """
                edges conv-out
                type conv
                init xavier
                size 1,1,1
                stride 1,1,1
                input FROM
                output output

                nodes output
                type transfer
                function linear
                size 2
                """.replace("FROM", from);
    }
}
