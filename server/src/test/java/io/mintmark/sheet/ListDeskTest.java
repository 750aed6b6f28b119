package io.mintmark.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// What is kept of an examined file.
class ListDeskTest {

  private final MemoryShelf shelf = new MemoryShelf();
  private final ListDesk desk = shelf.desk();
  private final StoredNameLists lists = new StoredNameLists(shelf, MemoryShelf.CLOCK);

  @Test
  void theNamesOfASoundListAreReadBackInTheirOrder() throws IOException {
    var names = new ArrayList<String>();
    for (int i = 60_000; i > 0; i--) {
      names.add("unit-" + i);
    }

    var list = examine(String.join("\n", names) + "\n");

    assertThat(lists.names(list.id())).isEqualTo(names);
    assertThat(list.names()).isEqualTo(60_000);
    assertThat(shelf.parts.values()).allMatch(part -> part.length < 200_000);
  }

  @Test
  void namesWithErrorsAreNotGivenOut() throws IOException {
    var list = examine("unit-1\nbad name\n");

    assertThatThrownBy(() -> lists.names(list.id())).hasMessageContaining("has errors");
  }

  @Test
  void aListWithWarningsOnlyKeepsItsNamesAsTheyStand() throws IOException {
    var list = examine("100001\n100002\n100003\n12345\n");

    assertThat(list.committable()).isTrue();
    assertThat(list.totals()).containsOnlyKeys(FindingKind.ZEROS_LOST);
    assertThat(lists.names(list.id())).containsExactly("100001", "100002", "100003", "12345");
  }

  @Test
  void anUploadThatBreaksOffLeavesNothingBehind() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the line is cut");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("the line is cut");
          }
        };
    var begun =
        new ByteArrayInputStream("unit-1\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(
            () -> desk.examine(MemoryShelf.PRODUCT, new SequenceInputStream(begun, broken), "a"))
        .isInstanceOf(IOException.class);

    assertThat(shelf.parts).isEmpty();
  }

  @Test
  void takenAndDeletedNamesAreToldWithTheirRows() throws IOException {
    shelf.taken.add("unit-2");
    shelf.deleted.add("unit-3");

    var list = examine("unit-1\nunit-2\nunit-3\n");

    assertThat(desk.findings(list.id(), 0, 10))
        .extracting(Finding::row, Finding::kind)
        .containsExactly(
            tuple(2, FindingKind.NAME_TAKEN), tuple(3, FindingKind.NAME_DELETED_EARLIER));
    assertThat(lists.takenRows(list.id()).stream().boxed()).containsExactly(2);
  }

  @Test
  void theNameOfAFileIsKeptAsFarAsItCanBeShown() throws IOException {
    var in = new ByteArrayInputStream("unit-1\n".getBytes(StandardCharsets.UTF_8));

    var list = desk.examine(MemoryShelf.PRODUCT, in, "名单\u202E\n\0.csv" + "x".repeat(500));

    assertThat(list.fileName()).startsWith("名单.csvx").hasSizeLessThanOrEqualTo(200);
  }

  private NameList examine(String text) throws IOException {
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return desk.examine(MemoryShelf.PRODUCT, in, "names.csv");
  }
}
