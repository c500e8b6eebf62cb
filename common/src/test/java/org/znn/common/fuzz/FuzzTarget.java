package org.znn.common.fuzz;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.znn.common.config.JobFile;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.WeightLoader;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storages;

/** A kind of file, and how the program reads it. */
enum FuzzTarget {

    VOLUME {
        @Override
        Optional<String> read(String path, Random random) throws Exception {
            try {
                for (VolumeReader reader : new VolumeReader[] {VolumeReaders.open(path),
                        VolumeReaders.openIds(path, Storages.standard())}) {
                    try (reader) {
                        readBoxes(reader, random);
                    }
                }
                return Optional.empty();
            } catch (VolumeException e) {
                return Optional.of(e.getMessage());
            }
        }
    },
    NETWORK_TEXT {
        @Override
        Optional<String> read(String path, Random random) {
            try {
                NetworkParser.parse(path);
                return Optional.empty();
            } catch (UserErrorException e) {
                return Optional.of(e.getMessage());
            }
        }
    },
    NETWORK_FILE {
        @Override
        Optional<String> read(String path, Random random) {
            Diagnostics diagnostics = new Diagnostics();
            Optional<NetworkFile> file = NetworkFileReader.read(path, diagnostics);
            file.flatMap(f -> f.network(diagnostics)).ifPresent(n ->
                    WeightLoader.load(n, file.orElseThrow(), diagnostics));
            NetworkFileReader.readCurve(path, diagnostics);
            return messages(diagnostics);
        }
    },
    JOB {
        @Override
        Optional<String> read(String path, Random random) {
            Diagnostics diagnostics = new Diagnostics();
            JobFile.read(path, Map.of(), diagnostics).ifPresent(job -> {
                job.forwardConfig(diagnostics);
                job.trainingConfig(diagnostics);
                job.dataSpec(diagnostics);
            });
            return messages(diagnostics);
        }
    };

    private static final int MAX_CHANNELS = 64;

    /**
     * Reads a file as the program does.
     *
     * @return messages for the user; empty if the file was read without complaint
     */
    abstract Optional<String> read(String path, Random random) throws Exception;

    private static void readBoxes(VolumeReader reader, Random random) {
        VolumeInfo info = reader.info();
        reader.placement();
        if (info.channels() > MAX_CHANNELS) {
            return;
        }
        Vec3 size = info.size().min(Vec3.cube(8));
        Vec3 room = info.size().minus(size).plus(1);
        reader.read(new Box(info.size().minus(size), size), Precision.FLOAT32);
        Vec3 start = new Vec3(random.nextInt(room.z()), random.nextInt(room.y()), random.nextInt(room.x()));
        reader.readIds(new Box(start, size));
    }

    private static Optional<String> messages(Diagnostics diagnostics) {
        return diagnostics.errors().isEmpty() ? Optional.empty()
                : Optional.of(String.join("\n", diagnostics.errors().stream().map(Object::toString).toList()));
    }
}
