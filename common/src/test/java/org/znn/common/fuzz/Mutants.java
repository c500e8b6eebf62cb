package org.znn.common.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** The mutants of a file or, for a chunked format, of a folder in which one file at a time is damaged. */
final class Mutants {

    private static final List<String> TEXT_ENDINGS = List.of(".znn", ".cfg", ".spec", ".json", ".zarray", ".zgroup",
            ".zattrs", ".zmetadata", ".nhdr");

    private final FuzzSeed seed;
    private final Path folder;
    private final List<Path> files;

    /** Makes mutants below a folder, whose contents are overwritten. */
    Mutants(FuzzSeed seed, Path folder) throws IOException {
        this.seed = seed;
        this.folder = folder;
        files = filesOf(seed.path());
    }

    /**
     * Makes and reads the mutant of a number.
     *
     * @return what is wrong with the answer; empty if nothing is
     */
    Optional<String> judge(long number, MutantJudge judge) throws IOException, InterruptedException {
        Random random = new Random(number);
        Path damaged = files.get(random.nextInt(files.size()));
        byte[] whole = Files.readAllBytes(damaged);
        boolean isText = TEXT_ENDINGS.stream().anyMatch(damaged.toString().toLowerCase(Locale.ROOT)::endsWith);
        byte[] bytes = isText ? Mutation.ofText(whole, random) : Mutation.ofBytes(whole, random);
        Path mutant = folder.resolve(seed.path().getFileName());
        copyIntact(mutant);
        Path target = seed.path().equals(damaged) ? mutant : mutant.resolve(seed.path().relativize(damaged).toString());
        if (files.size() > 1 && random.nextInt(10) == 0) {
            Files.delete(target);
        } else {
            Files.write(target, bytes);
        }
        return judge.fault(seed.target(), mutant + seed.dataset(), bytes.length, number)
                .map(fault -> seed + ", mutant " + number + ": " + fault);
    }

    private void copyIntact(Path mutant) throws IOException {
        for (Path file : files) {
            Path target = seed.path().equals(file) ? mutant : mutant.resolve(seed.path().relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.write(target, Files.readAllBytes(file));
        }
        for (Path companion : companions()) {
            Files.copy(companion, folder.resolve(companion.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Lists the files beside the seed that differ in their ending only, such as the data file of a header. */
    private List<Path> companions() throws IOException {
        String stem = seed.path().getFileName().toString().replaceFirst("\\..*", ".");
        try (Stream<Path> all = Files.list(seed.path().getParent())) {
            return all.filter(f -> f.getFileName().toString().startsWith(stem) && !f.equals(seed.path())
                    && Files.isRegularFile(f)).toList();
        }
    }

    private static List<Path> filesOf(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
