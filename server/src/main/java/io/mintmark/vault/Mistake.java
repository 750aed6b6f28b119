package io.mintmark.vault;

/// The usual mistakes in making a [Proof], as engineers make them when they write firmware or set
/// up a line. The names stand in the event log and are never renamed.
public enum Mistake {
  /// A login signed with the ProductSecret.
  PRODUCT_SECRET_USED,
  /// A registration signed with the device's own secret.
  DEVICE_SECRET_USED,
  /// A version of the ProductSecret that was retired.
  RETIRED_SECRET_USED,
  /// The ProductSecret of another product of the project.
  OTHER_PRODUCTS_SECRET_USED,
  /// A secret that is base64 was used as text, and not decoded.
  SECRET_NOT_DECODED,
  /// A secret that is text was base64-decoded.
  SECRET_DECODED,
  /// Another hash than the one that the request names.
  OTHER_HASH,
  /// The signature is hex where base64 is asked for.
  HEX_INSTEAD_OF_BASE64,
  /// The signature is base64 of the raw bytes where hex text is asked for.
  BASE64_INSTEAD_OF_HEX,
  /// The signature is base64 of hex text where base64 of the raw bytes, or hex alone, is asked for.
  BASE64_OF_HEX,
  /// The hex digits are capitals where small ones are asked for.
  HEX_IN_CAPITALS,
  PARAMETERS_IN_OTHER_ORDER,
  /// Names and values with signs between them that do not belong there, or without those that do.
  OTHER_SEPARATORS,
  TIMESTAMP_LEFT_OUT,
  /// The timestamp was signed in milliseconds and sent in seconds, or the other way round.
  TIMESTAMP_IN_OTHER_UNIT,
  CLIENT_ID_LEFT_OUT,
  /// The whole client id was signed, with its `|…|` block.
  CLIENT_ID_WITH_BLOCK,
  /// Only a part of the user name was signed.
  USER_NAME_IN_PART,
  /// The request's body was signed in another form than its hash as small hex digits.
  BODY_IN_OTHER_FORM,
  /// An empty line of the text to be signed was left out.
  EMPTY_LINE_LEFT_OUT,
  /// Upper or lower case was changed inside the signed text.
  CASE_CHANGED,
  TRAILING_NEWLINE,
  /// The name was signed with blanks round it.
  NAME_WITH_BLANKS,
  /// The name is a MAC address and was signed in another notation than it was sent.
  MAC_IN_OTHER_NOTATION
}
