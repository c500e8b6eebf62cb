package org.znn.worker.engine;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.GoldenData;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;

/** ZNN's own network files give the outputs of the original program. */
class GoldenForwardTest {

    @ParameterizedTest
    @ValueSource(strings = {"3d_3_max_pool", "N4_A_even", "VD2D3D_two_inputs", "srini2d_isbi", "srini_logistics"})
    void computesTheStoredOutput(String name) {
        Path folder = GoldenData.folder("forward/" + name);
        NetworkSpec spec = NetworkParser.parse(folder.resolve("net.znn").toString());
        Weights weights = NetworkFileReader.read(folder.resolve("net.h5").toString()).weights();
        Path file = folder.resolve("case.h5");
        Vec3 size = Hdf5.triple(file, "outsz");
        Map<String, Volume> original = Hdf5.volumes(file, "output_znn_direct_f64", Precision.FLOAT64);
        Map<String, Volume> independent = Hdf5.volumes(file, "output_torch64", Precision.FLOAT64);
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            for (Variants.Variant variant : Variants.ALL) {
                NetworkPlan plan =
                        NetworkPlan.of(spec, size, variant.precision(), variant.algorithms(spec), team.size());
                InferenceNetwork network = NetworkCompiler.compile(plan, weights, team);
                Map<String, Volume> actual = network.forward(Hdf5.volumes(file, "input", variant.precision()));
                double tolerance = variant.precision() == Precision.FLOAT32 ? 1e-5 : 1e-12;
                VolumeAsserts.assertClose(original, actual, tolerance, name + " in " + variant + " against ZNN");
                VolumeAsserts.assertClose(independent, actual, tolerance, name + " in " + variant + " against PyTorch");
            }
        }
    }
}
