package org.znn.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.znn.common.diagnostic.Diagnostics;

/** Tests the dialect of Python 2's ConfigParser. */
class IniParserTest {

    private final Diagnostics diagnostics = new Diagnostics();

    private Map<String, IniSection> parse(String text) {
        return new IniParser(diagnostics).read("a.cfg", text.lines().toList()).sections(diagnostics);
    }

    private String value(String text) {
        return parse("[s]\n" + text).get("s").get("k").orElseThrow().text();
    }

    @Test
    void parsesValuesAndComments() {
        assertEquals("v", value("k = v"));
        assertEquals("v", value("k:v"));
        assertEquals("v", value("K   =    v   "));
        assertEquals("a = b", value("k: a = b"));
        assertEquals("", value("k ="));
        assertEquals("", value("k = \"\""));
        assertEquals("v", value("# k = x\n; k = y\nk = v"));
        assertEquals("v", value("k = v ; why"));
        assertEquals("v;w", value("k = v;w"));
        assertEquals("v;w ; x", value("k = v;w ; x"));
        assertEquals("v # w", value("k = v # w"));
        assertEquals("v", value("rem k = x\nREM\nk = v"));
        assertEquals(List.of(), diagnostics.errors());
    }

    @Test
    void joinsContinuationLines() {
        assertEquals("a,\nb,\nc", value("k = a,\n   b,\n\n\t c\nj = 1"));
        assertEquals("\na\nb", value("k =\n  a\n  # not this one\n  b"));
        assertEquals(List.of(), diagnostics.errors());
    }

    @Test
    void expandsReferences() {
        Map<String, IniSection> all = parse("""
                [DEFAULT]
                root = /data
                [s]
                k = %(ROOT)s/%(name)s
                name = x%(n)s
                n = 1
                percent = 100%
                twice = 100%%
                """);
        assertEquals("/data/x1", all.get("s").get("k").orElseThrow().text());
        assertEquals("100%", all.get("s").get("percent").orElseThrow().text());
        assertEquals("100%", all.get("s").get("twice").orElseThrow().text());
        assertTrue(all.get("s").get("root").orElseThrow().inherited());
        assertEquals(List.of("s"), List.copyOf(all.keySet()));
        assertEquals(List.of(), diagnostics.errors());
    }

    @Test
    void lastOfDuplicateKeysWinsWithAWarning() {
        assertEquals("2", value("k = 1\nK = 2"));
        assertEquals("a.cfg:3", diagnostics.warnings().get(0).location());
        assertTrue(diagnostics.warnings().get(0).message().contains("already set in line 2"));
    }

    @Test
    void keepsLineNumbers() {
        Map<String, IniSection> all = parse("\n# note\n[s]\nj = 1\nk = a,\n  b\n[t]\nk = 2");
        assertEquals("a.cfg:5", all.get("s").get("k").orElseThrow().location());
        assertEquals("a.cfg:7", all.get("t").location());
        assertEquals("a.cfg:8", all.get("t").get("k").orElseThrow().location());
    }

    @Test
    void rejectsExponentialInterpolation() {
        StringBuilder text = new StringBuilder("[s]\nv0 = x\n");
        for (int i = 1; i < 10; i++) {
            text.append("v").append(i).append(" = ").append(("%(v" + (i - 1) + ")s").repeat(50)).append('\n');
        }
        parse(text.toString());
        assertTrue(diagnostics.errors().get(0).message().contains("characters once its references are expanded"));
    }
}
