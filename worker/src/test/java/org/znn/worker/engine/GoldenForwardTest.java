package org.znn.worker.engine;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.SharedData;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ThreadTeam;

/** ZNN's networks, from its own files, give the answers of the original program. */
class GoldenForwardTest {

    @ParameterizedTest
    @ValueSource(strings = {"3d_3_max_pool", "N4_A_even", "VD2D3D_two_inputs", "srini2d_isbi", "srini_logistics"})
    void givesTheStoredOutput(String name) {
        Path folder = SharedData.path("golden/forward/" + name);
        NetworkSpec spec = NetworkParser.parse(folder.resolve("net.znn").toString());
        Weights weights = NetworkFileReader.read(folder.resolve("net.h5").toString()).weights();
        Path file = folder.resolve("case.h5");
        Vec3 size = Hdf5.triple(file, "outsz");
        Map<String, Volume> expected = Hdf5.volumes(file, "output_torch64", Precision.FLOAT64);
        try (ThreadTeam team = new ThreadTeam(2)) {
            for (Choices.Way way : Choices.WAYS) {
                NetworkPlan plan = NetworkPlan.of(spec, size, way.precision(), way.choice(spec), team.size());
                CompiledNetwork network = NetworkCompiler.compile(plan, weights, team);
                Map<String, Volume> actual = network.forward(Hdf5.volumes(file, "input", way.precision()));
                Compare.assertClose(expected, actual, way.precision() == Precision.FLOAT32 ? 1e-5 : 1e-12,
                        name + " in " + way);
            }
        }
    }
}
