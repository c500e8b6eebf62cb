package org.znn.driver.faults;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;

/** What may happen to a file from which an interrupted job resumes: a part or a checkpoint. */
enum LedgerChange {

    DAMAGED("damaged") {
        @Override
        void apply(Path file, SplittableRandom random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            int at = bytes.length / 4 + random.nextInt(bytes.length / 2);
            for (int i = at; i < Math.min(bytes.length, at + 64); i++) {
                bytes[i] ^= (byte) 0xFF;
            }
            Files.write(file, bytes);
        }
    },

    TRUNCATED("truncated") {
        @Override
        void apply(Path file, SplittableRandom random) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(random.nextLong(channel.size()));
            }
        }
    },

    REMOVED("removed") {
        @Override
        void apply(Path file, SplittableRandom random) throws IOException {
            Files.delete(file);
        }
    };

    private final String text;

    LedgerChange(String text) {
        this.text = text;
    }

    abstract void apply(Path file, SplittableRandom random) throws IOException;

    /** Changes one of the files. */
    void applyToOne(RunningJob job) throws IOException, TooLateException {
        List<Path> ledger = job.job().ledger();
        if (ledger.isEmpty()) {
            throw new TooLateException("there is no part: its sample is finished");
        }
        apply(ledger.get(job.random().nextInt(ledger.size())), job.random());
    }

    @Override
    public String toString() {
        return text;
    }
}
