package org.znn.driver.info;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.problem.Problems;
import org.znn.common.problem.UserMistake;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;

/** Finds out what a file is, and tells of it. */
public final class FileInfo {

    private FileInfo() {
    }

    /**
     * Lines about a network ({@code .znn}, {@code .h5}) or a volume.
     *
     * @throws UserMistake where the file is a network with mistakes, or a job
     * @throws org.znn.common.volume.VolumeException where it is no volume either
     */
    public static List<String> of(String path) throws IOException {
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".znn")) {
            return NetworkLines.of(NetworkParser.parse(path));
        }
        if (name.endsWith(".cfg") || name.endsWith(".spec")) {
            throw new UserMistake(path, "info tells of networks and volumes, not of jobs",
                    "znn plan -c JOB.cfg tells what a job would do");
        }
        if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
            Optional<NetworkFile> network = NetworkFileReader.read(path, new Problems());
            if (network.isPresent()) {
                return of(network.get());
            }
        }
        try (VolumeReader reader = VolumeReaders.open(path)) {
            return VolumeLines.of(reader);
        }
    }

    private static List<String> of(NetworkFile file) {
        Problems problems = new Problems();
        Optional<NetworkSpec> spec = file.network(problems);
        problems.throwIfAny();
        List<String> lines = new ArrayList<>(NetworkLines.of(spec.orElseThrow()));
        lines.addAll(TrainingLines.of(spec.orElseThrow(), file));
        return lines;
    }
}
