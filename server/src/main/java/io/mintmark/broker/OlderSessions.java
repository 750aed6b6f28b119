package io.mintmark.broker;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Remembers for which client ids a broker may keep a persistent session, so that a client that now
/// wants a clean one is connected through at once and the old one ends. All others are spared that.
///
/// Three megabytes of bits, in a file that the operating system keeps when the process is killed (a
/// power cut may cost the last half minute). They err on the safe side, but for one case: of the
/// clients with a session from before the file, two in a thousand are thought to have none once a
/// million have come since. Such a session ends when its client first sends or subscribes.
///
/// Safe for any thread.
public final class OlderSessions implements AutoCloseable {

  /// What there was before the notes begin.
  public enum Past {
    /// A new broker: every session of it is noted.
    NONE,
    /// Anyone may have a session, until he has been connected through once.
    UNKNOWN
  }

  private static final long MAGIC = 0x4D4D_4F4C_4445_5231L;
  private static final int HEAD_BYTES = 4096;
  private static final int PAST_AT = 8;
  private static final int NAME_AT = 16;
  private static final int MOST_NAME_BYTES = 1024;

  /// One bit for each client, by hash: a collision costs an early connection.
  private static final int HELD_BITS = 1 << 23;

  /// Four bits for each client, all of which must be set: here a collision hides a session.
  private static final int ENDED_BITS = 1 << 24;

  private static final int ENDED_PER_CLIENT = 4;
  private static final int HELD_AT = HEAD_BYTES;
  private static final int ENDED_AT = HELD_AT + HELD_BITS / Byte.SIZE;
  private static final int FILE_BYTES = ENDED_AT + ENDED_BITS / Byte.SIZE;

  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer notes;
  private final boolean unknownPast;

  private OlderSessions(ByteBuffer notes) {
    this.notes = notes;
    this.unknownPast = notes.get(PAST_AT) != 0;
  }

  /// For a broker that forgets its sessions when it ends.
  public static OlderSessions inMemory() {
    return new OlderSessions(ByteBuffer.allocateDirect(FILE_BYTES));
  }

  /// Opens the notes in `file`, or begins them.
  ///
  /// @param store names the broker; notes about another are thrown away
  /// @param past what there was when the notes have to begin now
  /// @throws IOException when the file cannot be used
  public static OlderSessions open(Path file, String store, Past past) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    boolean existed = Files.exists(file);
    byte[] name = Arrays.copyOf(store.getBytes(StandardCharsets.UTF_8), MOST_NAME_BYTES);
    try (var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (channel.size() != FILE_BYTES || !isAbout(name, channel)) {
        begin(channel, name, existed ? Past.UNKNOWN : past);
      }
      return new OlderSessions(channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES));
    }
  }

  private static boolean isAbout(byte[] name, FileChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    channel.read(head, 0);
    return head.getLong(0) == MAGIC
        && Arrays.equals(Arrays.copyOfRange(head.array(), NAME_AT, NAME_AT + name.length), name);
  }

  /// The mark that makes the file valid comes last.
  private static void begin(FileChannel channel, byte[] name, Past past) throws IOException {
    channel.truncate(0);
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    head.put(PAST_AT, (byte) (past == Past.UNKNOWN ? 1 : 0)).put(NAME_AT, name);
    channel.write(head, 0);
    channel.write(ByteBuffer.allocate(1), FILE_BYTES - 1L);
    channel.force(true);
    channel.write(ByteBuffer.allocate(Long.BYTES).putLong(0, MAGIC), 0);
    channel.force(true);
  }

  /// The client now asks for a session that outlives its connection.
  public void remember(String clientId) {
    set(HELD_AT, heldBit(hash(clientId)));
  }

  /// The client has been connected through with a clean session: whatever there was has ended.
  public void ended(String clientId) {
    if (unknownPast) {
      long hash = hash(clientId);
      for (int i = 0; i < ENDED_PER_CLIENT; i++) {
        set(ENDED_AT, endedBit(hash, i));
      }
    }
  }

  public boolean mayHold(String clientId) {
    long hash = hash(clientId);
    return isSet(HELD_AT, heldBit(hash)) || (unknownPast && !hasEnded(hash));
  }

  private boolean hasEnded(long hash) {
    for (int i = 0; i < ENDED_PER_CLIENT; i++) {
      if (!isSet(ENDED_AT, endedBit(hash, i))) {
        return false;
      }
    }
    return true;
  }

  private void set(int at, int bit) {
    if (!isSet(at, bit)) {
      var _ = (long) LONGS.getAndBitwiseOr(notes, at + (bit >>> 6) * Long.BYTES, 1L << bit);
    }
  }

  private boolean isSet(int at, int bit) {
    long word = (long) LONGS.getVolatile(notes, at + (bit >>> 6) * Long.BYTES);
    return (word & (1L << bit)) != 0;
  }

  private static int heldBit(long hash) {
    return (int) hash & (HELD_BITS - 1);
  }

  private static int endedBit(long hash, int i) {
    int step = (int) (hash >>> 32) | 1;
    return ((int) hash + (i + 1) * step) & (ENDED_BITS - 1);
  }

  /// 64 well-mixed bits, the same in every process.
  private static long hash(String clientId) {
    long hash = 0xCBF2_9CE4_8422_2325L;
    for (int i = 0; i < clientId.length(); i++) {
      hash = (hash ^ clientId.charAt(i)) * 0x100_0000_01B3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xFF51_AFD7_ED55_8CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CE_B9FE_1A85_EC53L;
    return hash ^ (hash >>> 33);
  }

  /// Hands everything to the disk.
  @Override
  public void close() {
    if (notes instanceof MappedByteBuffer mapped) {
      mapped.force();
    }
  }
}
