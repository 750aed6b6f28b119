package io.mintmark.devicekit.tencent;

import java.time.Instant;

/// The text an SDK writes where the platform expects the Unix second until which a login is valid.
@FunctionalInterface
public interface Expiry {

  /// `LONG_MAX` cut by a buffer: the C SDKs of today on 64-bit Linux.
  Expiry CUT_MAXIMUM = _ -> "92233720368547758";

  /// `LONG_MAX` whole: the old C SDK.
  Expiry WHOLE_MAXIMUM = _ -> "9223372036854775807";

  /// 32-bit devices, and the Java SDK when it reconnects by itself.
  Expiry YEAR_2038 = _ -> "2147483647";

  /// The Java SDK.
  Expiry IN_TEN_MINUTES = now -> Long.toString(now.getEpochSecond() + 600);

  /// The Python SDK: this very moment, in milliseconds.
  Expiry NOW_IN_MILLIS = now -> Long.toString(now.toEpochMilli());

  String textAt(Instant now);
}
