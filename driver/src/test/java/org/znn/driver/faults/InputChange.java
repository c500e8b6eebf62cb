package org.znn.driver.faults;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** What may happen to the images and labels of a job. */
enum InputChange {

    /** Two images are exchanged with each other; their sizes are equal, and each path keeps its time. */
    EXCHANGED("exchanged") {
        @Override
        void apply(FaultJob job) throws IOException {
            Path first = job.inputs().get(0);
            Path second = job.inputs().get(1);
            FileTime firstTime = Files.getLastModifiedTime(first);
            FileTime secondTime = Files.getLastModifiedTime(second);
            Path aside = first.resolveSibling("aside.h5");
            Files.move(first, aside);
            Files.setLastModifiedTime(second, firstTime);
            Files.move(second, first);
            Files.setLastModifiedTime(aside, secondTime);
            Files.move(aside, second);
        }
    },

    /** Other contents are written into the same file, and its time is set back. */
    OVERWRITTEN("overwritten in place") {
        @Override
        void apply(FaultJob job) throws IOException {
            List<Path> inputs = job.inputs();
            Path needed = job.neededInput();
            int other = inputs.indexOf(needed) ^ 1;
            FileTime time = Files.getLastModifiedTime(needed);
            Files.write(needed, Files.readAllBytes(inputs.get(other)), StandardOpenOption.WRITE);
            Files.setLastModifiedTime(needed, time);
        }
    },

    TRUNCATED("truncated") {
        @Override
        void apply(FaultJob job) throws IOException {
            try (FileChannel file = FileChannel.open(job.neededInput(), StandardOpenOption.WRITE)) {
                file.truncate(file.size() / 2);
            }
        }
    },

    REMOVED("removed") {
        @Override
        void apply(FaultJob job) throws IOException {
            Files.delete(job.neededInput());
        }
    },

    /** The same contents in new files with new times: the same images. */
    COPIED("copied again") {
        @Override
        void apply(FaultJob job) throws IOException {
            for (Path input : job.inputs()) {
                Path copy = input.resolveSibling("copy.h5");
                Files.copy(input, copy);
                Files.move(copy, input, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    };

    private final String text;

    InputChange(String text) {
        this.text = text;
    }

    abstract void apply(FaultJob job) throws IOException;

    @Override
    public String toString() {
        return text;
    }
}
