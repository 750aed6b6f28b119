package io.mintmark.request;

/// By what a request is known again when it is sent a second time, for example because its answer
/// was lost.
///
/// @param caller who sends it; keys of different callers never meet
/// @param scope what the key is for, such as `batches of a1xxxxxxxxx`; the same key in another
///     scope
///     is another one
/// @param key chosen by the caller, 1 to [#MAX_KEY] visible ASCII characters
/// @param fingerprint tells requests that ask for different things apart, see [Fingerprint]
public record RequestMark(String caller, String scope, String key, String fingerprint) {

  /// Characters of the longest key.
  public static final int MAX_KEY = 128;

  public RequestMark {
    if (!isWellFormed(key)) {
      throw new IllegalArgumentException("a request key has 1 to 128 visible ASCII characters");
    }
  }

  /// Whether this can be a key.
  public static boolean isWellFormed(String key) {
    return !key.isEmpty()
        && key.length() <= MAX_KEY
        && key.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }
}
