package io.mintmark.dialect;

/// What a device is told over HTTP. The gate adds exactly `Content-Type` and `Content-Length`,
/// spelled so, and closes the connection unless the request asked in words to keep it.
///
/// @param contentType as the vendor's platform spells it
/// @param body compact JSON; its vendor's clients have small buffers
@SuppressWarnings("ArrayRecordComponent") // an answer is never compared
public record HttpAnswer(int status, String contentType, byte[] body) {}
