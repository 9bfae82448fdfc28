package lectern.ingest.walk;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.ingest.DocumentId;
import lectern.ingest.FieldValue;
import lectern.ingest.IngestException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  @TempDir private Path folder;

  @Test
  void namesTheValueThatMakesAColumnText() {
    Manifest manifest =
        csv(
            """
            path,rent,due:text,key,on
            a.pdf,60,1,1,2020-01-01
            b.pdf,n/a,x,B-2,
            c.pdf,70,2,C-3,2020-01-02
            """);
    assertEquals(1, manifest.doubts().size(), manifest.doubts().toString());
    assertTrue(
        manifest
            .doubts()
            .getFirst()
            .endsWith(
                "column rent is text, for line 3 says \"n/a\", which is not a number such as 2020"
                    + " or -1.5; leave the cell empty, or head the column `rent:text`"));
    assertEquals(text("60"), manifest.fields(id("a.pdf")).get("rent"));
  }

  @Test
  void givesAColumnTheKindThatAllItsValuesAreOf() {
    Manifest manifest =
        csv(
            """
            path,Year,signed_on,signed,party,key,mixed
            a.pdf,2019,2027-09-29,yes,"Acme, Ltd",007,1
            b.pdf,-1.50,2020-02-29,FALSE,Beta,12,one
            c.pdf,,,,,,
            """);
    assertTrue(manifest.isGiven());
    assertEquals(
        Map.of(
            "year", number("2019"),
            "signed_on", new FieldValue.Day(LocalDate.of(2027, 9, 29)),
            "signed", new FieldValue.Flag(true),
            "party", text("Acme, Ltd"),
            "key", text("007"),
            "mixed", text("1")),
        manifest.fields(id("a.pdf")));
    assertEquals(number("-1.5"), manifest.fields(id("b.pdf")).get("year"));
    assertEquals(new FieldValue.Flag(false), manifest.fields(id("b.pdf")).get("signed"));
    assertEquals(Map.of(), manifest.fields(id("c.pdf")));
    assertEquals(Map.of(), manifest.fields(id("d.pdf")));
  }

  @Test
  void takesTheKindThatTheHeaderNames() {
    Manifest manifest = csv("path;year:text;key:number\na;2019;007\n");
    assertEquals(Map.of("year", text("2019"), "key", number("7")), manifest.fields(id("a")));
  }

  @Test
  void theLongestPathWinsFieldByField() {
    Manifest manifest =
        csv(
            """
            path,type,court,year
            ./,other,none,1
            leases/,lease,,
            leases/old/,,,1999
            leases\\old\\a.pdf,,Hague,
            """);
    assertEquals(
        Map.of("type", text("lease"), "court", text("Hague"), "year", number("1999")),
        manifest.fields(id("leases/old/a.pdf")));
    assertEquals(
        Map.of("type", text("other"), "court", text("none"), "year", number("1")),
        manifest.fields(id("notes.txt")));
  }

  @Test
  void readsJsonAndJsonLinesAlike() {
    String first = "{\"path\": \"a\", \"year\": 2.019e3, \"signed\": true, \"party\": \"Acme\"}";
    String second = "{\"path\": \"b\", \"year\": \"1998\", \"party\": null, \"signed\": \"no\"}";
    Manifest array = read("m.json", "[" + first + ",\n" + second + "]");
    Manifest lines = read("m.jsonl", first + "\n" + second + "\n");
    assertEquals(array, lines);
    assertEquals(
        Map.of("year", number("2019"), "signed", new FieldValue.Flag(true), "party", text("Acme")),
        array.fields(id("a")));
    assertEquals(
        Map.of("year", number("1998"), "signed", new FieldValue.Flag(false)),
        array.fields(id("b")));
  }

  @Test
  void findsAFileUnderAnySpellingOfItsPath() {
    Manifest manifest = csv("path,n\nodd!name.txt,1\nU\u0308ber/x.txt,2\nb  c.txt,3\n");
    assertEquals(number("1"), manifest.fields(id("odd%21name.txt")).get("n"));
    assertEquals(number("2"), manifest.fields(id("Über/x.txt")).get("n"));
    assertEquals(number("3"), manifest.fields(id("b  c.txt")).get("n"));
    assertEquals(
        List.of(),
        manifest.unmatched(List.of(id("odd%21name.txt"), id("Über/x.txt"), id("b  c.txt"))));
  }

  @Test
  void tellsRowsThatNameNoFile() {
    Manifest manifest = csv("path,n\ngone.txt,1\nhere.txt,2\nempty/,3\nfull/,4\n/,5\n");
    assertEquals(
        List.of("gone.txt", "empty/"),
        manifest.unmatched(List.of(id("here.txt"), id("full/deep/x.txt"))));
    assertEquals(List.of(), Manifest.NONE.unmatched(List.of()));
    assertFalse(Manifest.NONE.isGiven());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void readsWhatItsByteOrderMarkSays(String charset) throws IOException {
    byte[] bytes = "\uFEFFpath\tparty\r\na.txt\tÆther\r\n".getBytes(Charset.forName(charset));
    Path file = Files.write(folder.resolve("m.csv"), bytes);
    assertEquals(Map.of("party", text("Æther")), Manifest.read(file).fields(id("a.txt")));
  }

  @Test
  void namesTheLineThatIsNotUtf8() throws IOException {
    byte[] bytes = "path,party\na,b\nc,\u00c6ther\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("m.csv"), bytes);
    assertMessage("line 3: it is not UTF-8", () -> Manifest.read(file));
    Path wide = Files.write(folder.resolve("w.csv"), "path".getBytes(StandardCharsets.UTF_16LE));
    assertMessage("line 1: it is no text", () -> Manifest.read(wide));
    Path torn = Files.write(folder.resolve("t.csv"), new byte[] {(byte) 0xFF, (byte) 0xFE, 'p'});
    assertMessage("line 1: it is not UTF-16LE", () -> Manifest.read(torn));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "file,year|a,2019 # line 1: there is no column \"path\"",
        "path,year:number|a,2019|b,20l9 # line 3: column year: \"20l9\" is not a number",
        "path,on:date|a,2023-02-30 # line 2: column on: \"2023-02-30\" is not a date",
        "path,on:flag|a,maybe # line 2: column on: \"maybe\" is not true",
        "path,on:when|a,1 # line 1: \"on:when\" names no kind of value",
        "path,n|a,1|./a,2 # line 3: \"./a\" has a row already, in line 2",
        "path,n,N|a,1,2 # line 1: \"n\" and \"N\" name the same field",
        "path,n,n|a,1,2 # line 1: two columns are called \"n\"",
        "path,signing date|a,1 # line 1: \"signing date\" cannot name a field",
        "path,media_type|a,1 # line 1: a field cannot be called \"media_type\"",
        "path,NOT|a,1 # line 1: a field cannot be called \"not\"",
        "path,n|a,1||,2 # line 4: the path is empty",
        "path,n|a,1,2 # line 2: cell 3 (\"2\") has no column",
        "path,n|\"a|b\",1|c,\"2\"x # line 4: the record that begins here has a quote",
      })
  void namesTheLineOfWhatIsWrongInCsv(String lines, String message) {
    assertMessage(message, () -> csv(lines.replace('|', '\n')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "{\"path\": \"a\"}|{\"n\": 1} # line 2: the object has no \"path\"",
        "{\"path\": \"a\",| \"n\": {}} # line 2: \"n\" holds neither",
        "{\"path\": \"a\", \"n\": 1e999999999} # line 1: \"n\" holds a number of more than 30",
        "{\"path\": \"a\", \"n\": 1, \"n\": 2} # line 1: it is not JSON: Duplicate",
        "{\"path\": \"a\"}|{\"path\": # line 2: it is not JSON",
        "[{\"path\": \"a\"} # line 1: it is not JSON",
        "{\"path\": \"a\"}|7 # line 2: there is no object",
        "{\"path\": \"a\", \"1st\": 1} # line 1: \"1st\" cannot name a field",
      })
  void namesTheLineOfWhatIsWrongInJson(String lines, String message) {
    assertMessage(message, () -> read("m.json", lines.replace('|', '\n')));
  }

  @Test
  void refusesWhatIsNoManifest() {
    assertMessage("cannot be read", () -> Manifest.read(folder.resolve("none.csv")));
    assertMessage("neither CSV nor JSON", () -> read("m.xlsx", ""));
    assertMessage("not at most 1000 characters", () -> csv("path,t\na," + "x".repeat(1_001)));
  }

  @Test
  void isFoundBesideItsFolder() throws IOException {
    Path leases = Files.createDirectory(folder.resolve("leases"));
    assertEquals(Optional.empty(), Manifest.beside(leases));
    Path csv = Files.writeString(folder.resolve("leases.manifest.csv"), "path\n");
    assertEquals(Optional.of(csv), Manifest.beside(leases.resolve(".")));
    Files.writeString(folder.resolve("leases.manifest.jsonl"), "");
    assertMessage("several manifests", () -> Manifest.beside(leases));
  }

  /// Whatever stands behind a sound line: a manifest or a reason.
  @Property(tries = 300)
  void anyTextIsAManifestOrAnError(@ForAll @StringLength(max = 60) String text) throws IOException {
    for (String name : List.of(".csv", ".json")) {
      Path file = Files.createTempFile("manifest", name);
      try {
        Files.writeString(file, (name.equals(".csv") ? "path,a\nx,1\n" : "") + text, UTF_16);
        assertTrue(Manifest.read(file).isGiven());
      } catch (IngestException.BadManifest e) {
        assertFalse(e.hint().isEmpty());
      } finally {
        Files.delete(file);
      }
    }
  }

  private Manifest csv(String text) {
    return read("m.csv", text);
  }

  private Manifest read(String name, String text) {
    try {
      return Manifest.read(Files.writeString(folder.resolve(name), text));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertMessage(
      String expected, org.junit.jupiter.api.function.Executable read) {
    IngestException.BadManifest bad = assertThrows(IngestException.BadManifest.class, read);
    assertTrue(String.valueOf(bad.getMessage()).contains(expected), bad.getMessage());
  }

  private static FieldValue number(String digits) {
    return new FieldValue.Numeric(new BigDecimal(digits));
  }

  private static FieldValue text(String words) {
    return new FieldValue.Text(words);
  }

  private static DocumentId id(String value) {
    return new DocumentId(value);
  }
}
