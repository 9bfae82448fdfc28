package lectern.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FileTroubleTest {
  @Test
  void saysWhatIsWrongWithoutTheNamesOfClasses() {
    assertEquals("no permission: a/b", FileTrouble.words(new AccessDeniedException("a/b")));
    assertEquals(
        "Read-only file system: a",
        FileTrouble.words(new FileSystemException("a", null, "Read-only file system")));
    assertEquals("it is not UTF-8", FileTrouble.words(new MalformedInputException(1)));
    assertEquals("No space left", FileTrouble.words(new IOException("No space left")));
    assertEquals("EOFException: early", FileTrouble.words(new EOFException("early")));
  }
}
