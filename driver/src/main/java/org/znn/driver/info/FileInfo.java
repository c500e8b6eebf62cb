package org.znn.driver.info;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;

/** Recognises the type of a file and describes its contents. */
public final class FileInfo {

    private FileInfo() {
    }

    /**
     * Describes a network ({@code .znn} or {@code .h5}) or a volume.
     *
     * @throws UserErrorException                    if the file is an invalid network, or a job
     * @throws org.znn.common.volume.VolumeException if the file is neither a network nor a readable volume
     */
    public static List<String> describe(String path) throws IOException {
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".znn")) {
            return NetworkSummary.lines(NetworkParser.parse(path));
        }
        if (name.endsWith(".cfg") || name.endsWith(".spec")) {
            throw new UserErrorException(path, "info describes networks and volumes, not jobs",
                    "use znn plan -c JOB.cfg to see what a job would do");
        }
        if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
            Optional<NetworkFile> network = NetworkFileReader.read(path, new Diagnostics());
            if (network.isPresent()) {
                return describe(network.get());
            }
        }
        try (VolumeReader reader = VolumeReaders.open(path)) {
            return VolumeSummary.lines(reader);
        }
    }

    private static List<String> describe(NetworkFile file) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<NetworkSpec> spec = file.network(diagnostics);
        diagnostics.throwIfErrors();
        List<String> lines = new ArrayList<>(NetworkSummary.lines(spec.orElseThrow()));
        lines.addAll(TrainingSummary.lines(spec.orElseThrow(), file));
        return lines;
    }
}
