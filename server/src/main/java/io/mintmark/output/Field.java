package io.mintmark.output;

/// One field of a [Layout].
///
/// @param offset of its first byte
/// @param length bytes
record Field(int offset, int length, Content content) {

  /// What stands in it.
  sealed interface Content {}

  /// Something of the unit.
  enum Fact implements Content {
    NAME("name"),
    /// The secret as it is written.
    SECRET("secret"),
    /// The bytes that the secret stands for in hexadecimal.
    SECRET_HEX("secret-hex"),
    /// The bytes that the secret stands for in Base64.
    SECRET_BASE64("secret-base64"),
    /// The ProductKey or ProductID.
    KEY("key"),
    /// The unit's number in its batch.
    NUMBER("number");

    private final String word;

    Fact(String word) {
      this.word = word;
    }

    /// Its name in a layout.
    String word() {
      return word;
    }
  }

  /// The same bytes in each record, written in hexadecimal, in capitals.
  record HexConstant(String digits) implements Content {}

  /// The same text in each record.
  record TextConstant(String text) implements Content {}

  /// A checksum over bytes of the record.
  ///
  /// @param last the last byte covered
  record Checksum(Crc crc, int first, int last) implements Content {}

  /// The first byte behind it.
  int end() {
    return offset + length;
  }

  boolean isSecret() {
    return content == Fact.SECRET || content == Fact.SECRET_HEX || content == Fact.SECRET_BASE64;
  }

  @Override
  public String toString() {
    return switch (content) {
      case Fact fact -> "%d:%s:%d".formatted(offset, fact.word(), length);
      case HexConstant(String digits) -> "%d:hex:%s".formatted(offset, digits);
      case TextConstant(String text) -> "%d:text:%s:%d".formatted(offset, text, length);
      case Checksum(Crc crc, int first, int last) ->
          "%d:%s:%d-%d".formatted(offset, crc.word(), first, last);
    };
  }
}
