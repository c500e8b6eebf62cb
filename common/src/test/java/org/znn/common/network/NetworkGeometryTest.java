package org.znn.common.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import io.jhdf.HdfFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.GoldenData;
import org.znn.common.SharedData;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Vec3;

/** Tests dilations, fields of view and sizes. Expected values of shipped networks come from an independent program. */
class NetworkGeometryTest {

    /** Columns: network, field of view, input size for an output of 3,5,7, a hidden node, its size and dilation. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data/networks/3d_3.znn     | 42,42,42    | 50,58,66    | nl2     | 22,26,30    | 1,1,1
            data/networks/3d_5.znn     | 80,80,80    | 88,96,104   | s2      | 19,21,23    | 1,1,1
            data/networks/3d_7.znn     | 118,118,118 | 126,134,142 | nl1     | 120,128,136 | 1,1,1
            data/networks/N4_relu.znn  | 1,95,95     | 3,99,101    | npool3  | 3,69,71     | 1,8,8
            data/networks/VD2D.znn     | 1,109,109   | 3,113,115   | nconv4a | 3,61,63     | 1,8,8
            data/networks/VD2D3D.znn   | 5,85,85     | 7,89,91     | nconv4b | 4,21,23     | 1,8,8
            data/networks/srini2d.znn  | 1,37,37     | 3,41,43     | nl3     | 3,23,25     | 1,1,1
            data/networks/znni_n337.znn | 85,85,85   | 87,89,91    | nconv4  | 51,53,55    | 8,8,8
            data/networks/znni_n537.znn | 163,163,163 | 165,167,169 | npool2 | 151,153,155 | 4,4,4
            data/networks/znni_n726.znn | 117,117,117 | 119,121,123 | nconv3 | 75,77,79    | 4,4,4
            data/networks/znni_n926.znn | 155,155,155 | 157,159,161 | npool1 | 149,151,153 | 2,2,2
            """)
    void publishedNetworks(String file, String field, String input, String node, String size, String dilation) {
        check(SharedData.path(file), field, input, node, size, dilation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            forward/N4_A_even     | 1,94,94 | 3,98,100 | npool4 | 3,37,39 | 1,16,16
            train/tiny3d_binomial | 8,14,20 | 10,18,26 | n2     | 5,11,17 | 2,2,2
            """)
    void networksOfGoldenCases(String golden, String field, String input, String node, String size, String dilation) {
        check(GoldenData.folder(golden).resolve("net.znn"), field, input, node, size, dilation);
    }

    private static void check(Path file, String field, String input, String node, String size, String dilation) {
        NetworkGeometry geometry = NetworkGeometry.of(NetworkParser.parse(file.toString()));
        assertEquals(field, geometry.fieldOfView().toString());
        Map<String, Vec3> sizes = geometry.sizes(new Vec3(3, 5, 7));
        assertEquals(input, sizes.get("input").toString());
        assertEquals(size, sizes.get(node).toString());
        assertEquals(dilation, geometry.dilation(node).toString());
    }

    @Test
    void everyPublishedNetworkParsesWithoutAWarning() {
        parseWithoutWarnings(SharedData.files("data", ".znn"), 11);
    }

    @Test
    void everyGoldenNetworkParsesWithoutAWarning() {
        parseWithoutWarnings(GoldenData.networkSpecs(), 8);
    }

    private static void parseWithoutWarnings(List<Path> files, int minFiles) {
        assertTrue(files.size() >= minFiles);
        for (Path file : files) {
            Diagnostics diagnostics = new Diagnostics();
            assertTrue(NetworkParser.parse(file.toString(), diagnostics).isPresent(),
                    () -> diagnostics.errors().toString());
            assertEquals(List.of(), diagnostics.warnings());
        }
    }

    @ParameterizedTest
    @CsvSource({"3d_3_max_pool", "N4_A_even", "VD2D3D_two_inputs", "srini2d_isbi", "srini_logistics"})
    void matchesGoldenCases(String name) {
        Path folder = GoldenData.folder("forward/" + name);
        NetworkSpec network = NetworkParser.parse(folder.resolve("net.znn").toString());
        NetworkGeometry geometry = NetworkGeometry.of(network);
        try (HdfFile golden = new HdfFile(folder.resolve("case.h5"))) {
            Vec3 output = vec(golden, "/outsz");
            assertEquals(vec(golden, "/fov"), geometry.fieldOfView());
            Map<String, Vec3> inputs = new HashMap<>();
            for (NodeSpec node : network.inputs()) {
                int[] shape = golden.getDatasetByPath("/input/" + node.name()).getDimensions();
                inputs.put(node.name(), new Vec3(shape[1], shape[2], shape[3]));
                assertEquals(node.featureMaps(), shape[0]);
            }
            assertEquals(inputs, geometry.inputSizes(output));
            assertEquals(output, geometry.outputSize(inputs));
        }
    }

    private static Vec3 vec(HdfFile file, String path) {
        long[] v = (long[]) file.getDatasetByPath(path).getData();
        return new Vec3((int) v[0], (int) v[1], (int) v[2]);
    }

    @Test
    void poolingScalesAndCropsShift() {
        NetworkGeometry geometry = NetworkGeometry.of(TestNetworks.parse("""
                nodes in
                type input
                size 1
                edges c
                type conv
                size 1,2,3
                input in
                output a
                nodes a
                type sum
                size 1
                edges p
                type max_pool
                size 1,2,2
                input a
                output b
                nodes b
                type sum
                size 1
                edges k
                type crop
                offset 0,1,0
                input b
                output out
                nodes out
                type sum
                size 1
                """));
        SizeRelation relation = geometry.sizeRelation("in");
        // y: out → out+2 (crop) → 2·out+4 (pool) → 2·out+5 (conv)
        assertEquals(new SizeRelation(new Vec3(1, 2, 2), new Vec3(0, 5, 2)), relation);
        assertEquals(new Vec3(1, 3, 4), geometry.fieldOfView());
        assertEquals(new Vec3(1, 7, 4), relation.context());
        assertEquals(new Vec3(0, 3, 1), relation.lowContext());
        assertEquals(new Vec3(4, 3, 2), relation.outputFor(new Vec3(4, 12, 6)));
    }

    @Test
    void rejectsOversizedPatches() {
        SizeRelation relation = new SizeRelation(Vec3.cube(4), Vec3.cube(100));
        UserErrorException e = assertThrows(UserErrorException.class,
                () -> relation.sizeFor(new Vec3(1, Integer.MAX_VALUE, 1)));
        assertTrue(e.getMessage().contains("along y; choose 1 to 4194279 output voxels"), e.getMessage());
    }
}
