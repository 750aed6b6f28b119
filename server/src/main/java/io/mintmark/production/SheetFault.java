package io.mintmark.production;

/// One thing that is wrong with a list of names.
///
/// @param line the line it stands on, from 1, as an editor counts them; 0 for the file as a whole
/// @param name the name as far as it can be shown: cut, control characters made visible; empty
///     where no single name is at fault
/// @param sentence what is wrong, for the person who wrote the list; its subject is the line, or
///     the file
public record SheetFault(int line, String name, Kind kind, String sentence) {

  /// What is wrong, for programs.
  public enum Kind {
    /// Not a DeviceName of the product's dialect.
    NAME_MALFORMED,
    /// The same name stands on an earlier line.
    NAME_REPEATED,
    /// A device of the product, or a batch that is being minted, has this name already.
    NAME_TAKEN,
    /// Bytes that are not UTF-8.
    NOT_UTF8,
    /// A zero byte.
    NUL_BYTE,
    LINE_TOO_LONG,
    /// The quotes of the line do not pair.
    QUOTES_BROKEN,
    /// More names than one batch may have; the rest was not read.
    TOO_MANY_NAMES,
    /// More bytes than a list may have; the rest was not read.
    FILE_TOO_LARGE,
    /// A spreadsheet, an archive, or text in an encoding other than UTF-8.
    NOT_A_TEXT_FILE,
    NO_NAMES
  }
}
