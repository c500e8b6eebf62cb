package org.znn.kernels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the unrolled kernels, one Java class for each shape, from templates: {@code java KernelGenerator.java
 * TEMPLATES TARGET}. HotSpot keeps accumulators in registers only if every one of them is a local variable of its own,
 * so that loops over accumulators have to be written out.
 *
 * <p>A template, {@code NAME.java.in}, is a Java class in which a line that starts with {@code @} and a lower-case
 * letter is a directive:
 * <ul>
 * <li>{@code @shapes MAPS VECTORS: 12 2, 8 3} the parameters, and their values in each class to write (first line)
 * <li>{@code @class Kernel${MAPS}x${VECTORS}} the name of the class, which stands in the template as {@code ${CLASS}}
 * <li>{@code @for i in N} … {@code @end} repeats the lines between for i = 0 … N − 1; {@code @for i in N down} for
 * i = N − 1 … 0; {@code @for i in A to N} for i = A … N − 1
 * <li>{@code @if A OP B} … {@code @else} … {@code @end} with OP one of {@code == != < > <= >=}
 * <li>{@code @define NAME} … {@code @end} lines that {@code @insert NAME} repeats
 * <li>{@code @include FILE} the lines of a file beside the template; its name may hold {@code ${expression}}
 * <li>{@code @# TEXT} a comment, which is not written
 * </ul>
 * In all other lines {@code ${expression}} stands for its value (integers, parameters and loop variables, + - * / %,
 * parentheses), and {@code ${offset expression of NAME}} for {@code " + k * NAME"}: nothing for 0, {@code " + NAME"}
 * for 1, {@code " - k * NAME"} for −k; {@code NAME} may be left out together with {@code of}, which gives
 * {@code " + k"}.
 */
public final class KernelGenerator {

    private static final String SUFFIX = ".java.in";
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(offset )?([^}]*?)(?: of ([A-Za-z.()]+))?}");
    private static final Pattern LOOP = Pattern.compile("for (\\w+) in (?:(.+) to )?(.+?)( down)?");
    private static final Pattern CONDITION = Pattern.compile("if (.+?) (==|!=|<=|>=|<|>) (.+)");

    private final Path template;
    private final Map<String, Integer> variables = new HashMap<>();
    private final Map<String, int[]> definitions = new HashMap<>();
    private List<Line> lines;
    private String className = "";
    private StringBuilder out = new StringBuilder();

    /** A line of a template, and where it stands. */
    private record Line(String text, Path file, int number) {

        static List<Line> of(Path file) throws IOException {
            List<String> texts = Files.readAllLines(file);
            return IntStream.range(0, texts.size()).mapToObj(i -> new Line(texts.get(i), file, i + 1)).toList();
        }

        String stripped() {
            return text.strip();
        }
    }

    private KernelGenerator(Path template) throws IOException {
        this.template = template;
        lines = Line.of(template);
    }

    /**
     * Expands all templates; files whose text would not change are not written.
     *
     * @param arguments the directory of the templates, and the directory to write the classes to, with subdirectories
     *                  as those of the templates
     */
    public static void main(String[] arguments) throws IOException {
        Path templates = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        try (Stream<Path> files = Files.walk(templates)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(SUFFIX)).sorted()::iterator) {
                new KernelGenerator(file).generate(target.resolve(templates.relativize(file)).getParent());
            }
        }
    }

    private void generate(Path folder) throws IOException {
        Files.createDirectories(folder);
        String[] shapes = directive(0, "shapes ").split(":");
        String[] names = shapes[0].trim().split(" +");
        String classPattern = directive(1, "class ");
        for (String shape : shapes[1].split(",")) {
            String[] values = shape.trim().split(" +");
            if (values.length != names.length) {
                throw error(lines.get(0), names.length + " values expected in '" + shape.trim() + "'");
            }
            variables.clear();
            definitions.clear();
            for (int i = 0; i < names.length; i++) {
                variables.put(names[i], Integer.parseInt(values[i]));
            }
            className = substitute(classPattern, lines.get(1));
            lines = withIncludes();
            out = new StringBuilder();
            expand(2, lines.size());
            Path file = folder.resolve(className + ".java");
            String text = out.toString();
            if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                Files.writeString(file, text);
            }
        }
    }

    /** Returns the lines of the template, with those of the files that it includes for the shape. */
    private List<Line> withIncludes() throws IOException {
        List<Line> all = new ArrayList<>();
        for (Line line : Line.of(template)) {
            if (line.stripped().startsWith("@include ")) {
                String name = substitute(line.stripped().substring("@include ".length()), line);
                all.addAll(Line.of(template.resolveSibling(name)));
            } else {
                all.add(line);
            }
        }
        return all;
    }

    private String directive(int line, String keyword) {
        if (lines.size() <= line || !lines.get(line).text().startsWith("@" + keyword)) {
            throw new IllegalStateException(template + ": line " + (line + 1) + " must begin with @" + keyword);
        }
        return lines.get(line).text().substring(keyword.length() + 1);
    }

    /** Expands the lines {@code from} to {@code to} − 1. */
    private void expand(int from, int to) {
        int at = from;
        while (at < to) {
            Line line = lines.get(at);
            String text = line.stripped();
            if (text.startsWith("@insert ")) {
                int[] block = definitions.get(text.substring("@insert ".length()));
                if (block == null) {
                    throw error(line, "nothing is defined by that name");
                }
                expand(block[0], block[1]);
            } else if (text.matches("@[a-z].*")) {
                int[] block = block(at, to);
                expandBlock(text.substring(1), at, block);
                at = block[1];
            } else if (!text.startsWith("@#")) {
                out.append(substitute(line.text(), line)).append('\n');
            }
            at++;
        }
    }

    /** Returns the lines of a directive's {@code @else} and {@code @end}; both are {@code @end} if there is no else. */
    private int[] block(int start, int to) {
        int depth = 0;
        int otherwise = -1;
        for (int line = start; line < to; line++) {
            String text = lines.get(line).stripped();
            if (text.startsWith("@for ") || text.startsWith("@if ") || text.startsWith("@define ")) {
                depth++;
            } else if (text.equals("@else") && depth == 1) {
                otherwise = line;
            } else if (text.equals("@end")) {
                depth--;
                if (depth == 0) {
                    return new int[] {otherwise < 0 ? line : otherwise, line};
                }
            }
        }
        throw error(lines.get(start), "no @end");
    }

    private void expandBlock(String directive, int start, int[] block) {
        Line line = lines.get(start);
        Matcher loop = LOOP.matcher(directive);
        Matcher condition = CONDITION.matcher(directive);
        if (directive.startsWith("define ")) {
            definitions.put(directive.substring("define ".length()), new int[] {start + 1, block[1]});
        } else if (loop.matches()) {
            int first = loop.group(2) == null ? 0 : evaluate(loop.group(2), line);
            int count = evaluate(loop.group(3), line) - first;
            if (variables.containsKey(loop.group(1))) {
                throw error(line, "the name of the loop variable is taken");
            }
            for (int i = 0; i < count; i++) {
                variables.put(loop.group(1), first + (loop.group(4) == null ? i : count - 1 - i));
                expand(start + 1, block[1]);
            }
            variables.remove(loop.group(1));
        } else if (condition.matches()) {
            boolean holds = compare(evaluate(condition.group(1), line), condition.group(2),
                    evaluate(condition.group(3), line));
            expand(holds ? start + 1 : Math.min(block[0] + 1, block[1]), holds ? block[0] : block[1]);
        } else {
            throw error(line, "unknown directive");
        }
    }

    private static boolean compare(int left, String operator, int right) {
        return switch (operator) {
            case "==" -> left == right;
            case "!=" -> left != right;
            case "<" -> left < right;
            case ">" -> left > right;
            case "<=" -> left <= right;
            default -> left >= right;
        };
    }

    private String substitute(String text, Line line) {
        return SUBSTITUTION.matcher(text).replaceAll(match -> {
            if (match.group(2).equals("CLASS")) {
                return className;
            }
            int value = evaluate(match.group(2), line);
            if (match.group(1) == null || value == 0) {
                return match.group(1) == null ? String.valueOf(value) : "";
            }
            int size = Math.abs(value);
            String unit = match.group(3);
            String product = unit == null ? String.valueOf(size) : size == 1 ? unit : size + " * " + unit;
            return (value < 0 ? " - " : " + ") + product;
        });
    }

    private int evaluate(String expression, Line line) {
        return new Expression(expression.replace(" ", ""), line).value();
    }

    private static IllegalStateException error(Line line, String what) {
        return new IllegalStateException(line.file() + ":" + line.number() + ": " + what + ": " + line.stripped());
    }

    /** A recursive-descent evaluation of one expression. */
    private final class Expression {

        private final String text;
        private final Line line;
        private int at;

        Expression(String text, Line line) {
            this.text = text;
            this.line = line;
        }

        int value() {
            int value = sum();
            if (at < text.length()) {
                throw error(line, "'" + text.substring(at) + "' is not understood");
            }
            return value;
        }

        private int sum() {
            int value = product();
            while (at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
                value = text.charAt(at++) == '+' ? value + product() : value - product();
            }
            return value;
        }

        private int product() {
            int value = factor();
            while (at < text.length() && "*/%".indexOf(text.charAt(at)) >= 0) {
                char operator = text.charAt(at++);
                int right = factor();
                value = operator == '*' ? value * right : operator == '/' ? value / right : value % right;
            }
            return value;
        }

        private int factor() {
            if (text.startsWith("-", at)) {
                at++;
                return -factor();
            }
            if (text.startsWith("(", at)) {
                at++;
                int value = sum();
                if (!text.startsWith(")", at++)) {
                    throw error(line, "no closing parenthesis");
                }
                return value;
            }
            int start = at;
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            String word = text.substring(start, at);
            if (!word.matches("\\d+") && !variables.containsKey(word)) {
                throw error(line, "'" + word + "' is no number, parameter or loop variable");
            }
            return variables.containsKey(word) ? variables.get(word) : Integer.parseInt(word);
        }
    }
}
