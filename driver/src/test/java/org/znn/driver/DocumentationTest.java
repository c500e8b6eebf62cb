package org.znn.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents of the project refer to what is there: files, headings, classes, sections of the semantics. */
class DocumentationTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern CITATION = Pattern.compile("ZNN-SEMANTICS (\\d+(?:\\.\\d+)?)");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");

    @Test
    void linksLeadToFilesAndHeadings() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            for (String link : all(LINK, CODE_BLOCK.matcher(Files.readString(document)).replaceAll("")).toList()) {
                if (!link.matches("[a-z]+:.*") && !isThere(document, link)) {
                    broken.add(ROOT.relativize(document) + ": " + link);
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void citedSectionsOfTheSemanticsExist() throws IOException {
        Set<String> sections = all(Pattern.compile("(?m)^#+ (\\d+(?:\\.\\d+)?)\\b"),
                Files.readString(ROOT.resolve("docs/znn-semantics.md"))).collect(Collectors.toSet());
        List<String> missing = new ArrayList<>();
        for (Path file : sources()) {
            all(CITATION, Files.readString(file)).filter(section -> !sections.contains(section))
                    .forEach(section -> missing.add(ROOT.relativize(file) + ": " + section));
        }
        assertEquals(List.of(), missing);
    }

    /** Names of classes in the documents, such as {@code `ForwardJob`}. */
    @Test
    void classesNamedInTheArchitectureExist() throws IOException {
        Set<String> classes = sources().stream().map(file -> file.getFileName().toString())
                .map(name -> name.replaceAll("\\.java(\\.in)?$", "")).collect(Collectors.toSet());
        String text = Files.readString(ROOT.resolve("docs/architecture.md"));
        List<String> named = all(Pattern.compile("`([A-Z][a-z]+(?:[A-Z0-9][a-zA-Z0-9]*)+)`"), text).distinct().toList();
        assertTrue(named.size() > 20, named.toString());
        assertEquals(List.of(), named.stream().filter(name -> !classes.contains(name)).toList());
    }

    private static boolean isThere(Path document, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || all(HEADING, CODE_BLOCK.matcher(Files.readString(target)).replaceAll(""))
                .map(DocumentationTest::anchor).anyMatch(link.substring(hash + 1)::equals);
    }

    /** GitHub's anchor of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }

    private static Stream<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT); Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, below).filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("common", "worker", "driver")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                files.filter(file -> file.toString().matches(".*\\.java(\\.in)?")).forEach(sources::add);
            }
        }
        return sources;
    }
}
