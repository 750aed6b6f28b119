package io.mintmark.sheet;

import io.mintmark.device.StoreOverloadedException;
import io.mintmark.product.IdentityFormat;
import io.mintmark.product.Product;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Examines owners' files and keeps them for a while, so that what was examined can be ordered as
/// it stands. Safe for any thread.
///
/// A file goes to the shelf in parts while it is read. Nobody finds the list before the last step,
/// and what a crash left half done goes when its time is over.
public final class ListDesk {

  /// Files examined at once: each holds its names in memory, 60 MB for a million.
  private static final int AT_ONCE = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SWEPT_AT_ONCE = 100;
  private static final int SHOWN_FILE_NAME = 200;

  private final ListShelf shelf;
  private final StoredNameLists lists;
  private final SheetReader sheets;
  private final NameRegister register;
  private final SheetLimits limits;
  private final Duration keptFor;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /// @param keptFor how long a list is kept
  public ListDesk(
      ListShelf shelf,
      SheetReader sheets,
      NameRegister register,
      SheetLimits limits,
      Duration keptFor,
      SecureRandom random,
      InstantSource clock) {
    this.shelf = shelf;
    this.lists = new StoredNameLists(shelf, clock);
    this.sheets = sheets;
    this.register = register;
    this.limits = limits;
    this.keptFor = keptFor;
    this.random = random;
    this.clock = clock;
  }

  /// Examines a file to its end, or to the first limit it passes, and keeps it whatever was found.
  ///
  /// @param in not closed
  /// @param fileName as its owner calls it; empty if unknown
  /// @throws IOException if the stream broke off; nothing is kept then
  /// @throws StoreOverloadedException if others are being examined for too long
  public NameList examine(Product product, InputStream in, String fileName) throws IOException {
    return keep(
        product,
        fileName,
        (format, writer) -> {
          var doctor = sheets.examine(in, format, limits, writer);
          return new Examined(doctor, doctor.encoding().orElse(null));
        });
  }

  /// Examines the repaired file of a list, as if it had been downloaded and uploaded.
  ///
  /// @param list one that was read to its end
  public NameList repair(Product product, NameList list) throws IOException {
    var summary =
        lists
            .summary(list.id())
            .orElseThrow(() -> new IllegalStateException("there is no list " + list.id()));
    return keep(
        product,
        list.fileName(),
        (format, writer) -> {
          var rows = new RepairedRows(shelf, list.id(), summary);
          return new Examined(FileDoctor.examine(rows, format, limits, writer), TextEncoding.UTF_8);
        });
  }

  /// The findings of a list in order of their rows.
  ///
  /// @param after how many to leave out
  public List<Finding> findings(NameListId id, int after, int limit) {
    return lists.findings(id, after, limit);
  }

  /// Forgets a list. False if there was none.
  public boolean delete(NameListId id) {
    return shelf.remove(id);
  }

  /// Forgets the lists whose time is over.
  public void sweep() {
    shelf.expired(clock.instant(), SWEPT_AT_ONCE).forEach(shelf::remove);
  }

  private NameList keep(Product product, String fileName, Examination examination)
      throws IOException {
    takePlace();
    try {
      sweep();
      return write(product, fileName, examination);
    } finally {
      places.release();
    }
  }

  private NameList write(Product product, String fileName, Examination examination)
      throws IOException {
    var id = newId();
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    boolean done = false;
    shelf.begin(id, product.key(), now, now.plus(keptFor));
    try {
      var writer = new ListWriter(shelf, id);
      var examined = examination.run(product.dialect().format(), writer);
      var doctor = examined.doctor();
      doctor.addTaken(register.taken(product.key(), doctor.names()));
      doctor.addDeletedEarlier(register.deletedEarlier(product.key(), doctor.names()));
      writer.finish(doctor, examined.encoding(), shown(fileName));
      done = true;
    } finally {
      if (!done) {
        shelf.remove(id);
      }
    }
    return lists.find(id).orElseThrow(() -> new IllegalStateException(id + " is gone already"));
  }

  private void takePlace() {
    try {
      if (!places.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new StoreOverloadedException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreOverloadedException();
    }
  }

  private NameListId newId() {
    var text = new StringBuilder("n-");
    random.ints(10, 0, 36).forEach(digit -> text.append(Character.forDigit(digit, 36)));
    return new NameListId(text.toString());
  }

  private static String shown(String fileName) {
    String cut = fileName.substring(0, Math.min(fileName.length(), SHOWN_FILE_NAME));
    return cut.codePoints()
        .filter(
            point -> !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT)
        .filter(point -> Character.getType(point) != Character.SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// Reads one file with a doctor.
  @FunctionalInterface
  private interface Examination {
    Examined run(IdentityFormat format, ListWriter writer) throws IOException;
  }

  private record Examined(FileDoctor doctor, @Nullable TextEncoding encoding) {}
}
