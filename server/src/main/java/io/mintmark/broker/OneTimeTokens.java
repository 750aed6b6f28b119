package io.mintmark.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The tokens by which the broker knows the gate: 256 random bits, good for one CONNECT of one
/// client id within a short time. Thread-safe; each call holds the lock for less than a
/// microsecond.
///
/// The first part of a token only finds it; the whole is then compared in constant time.
final class OneTimeTokens {

  private static final int TOKEN_BYTES = 32;
  private static final int TOKEN_CHARS = 43;
  private static final int KEY_CHARS = 16;

  private final SecureRandom random;
  private final InstantSource clock;
  private final Duration lifetime;
  private final int mostWaiting;

  // All live equally long, so the order of insertion is the order of expiry.
  private final Map<String, Ticket> waiting = new LinkedHashMap<>();

  OneTimeTokens(SecureRandom random, InstantSource clock, Duration lifetime, int mostWaiting) {
    this.random = random;
    this.clock = clock;
    this.lifetime = lifetime;
    this.mostWaiting = mostWaiting;
  }

  /// A new token, or empty when too many are waiting. The older ones are kept rather than the
  /// newer: a broker that has fallen behind will reach those first.
  Optional<String> issue(String clientId, ClientKind kind) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    Ticket ticket = new Ticket(clientId, kind, ascii(token), now.plus(lifetime));
    synchronized (waiting) {
      sweep(now);
      if (waiting.size() >= mostWaiting) {
        return Optional.empty();
      }
      waiting.put(token.substring(0, KEY_CHARS), ticket);
    }
    return Optional.of(token);
  }

  /// Who was promised entry, if this token was issued for this client id and is neither used nor
  /// expired. A right token is spent even when the client id is wrong: someone else has seen it.
  Optional<ClientKind> redeem(String clientId, byte[] token) {
    if (token.length != TOKEN_CHARS) {
      return Optional.empty();
    }
    String key = new String(token, 0, KEY_CHARS, StandardCharsets.US_ASCII);
    Instant now = clock.instant();
    synchronized (waiting) {
      Ticket ticket = waiting.get(key);
      if (ticket == null || !MessageDigest.isEqual(ticket.token, token)) {
        return Optional.empty();
      }
      waiting.remove(key);
      boolean good = ticket.clientId.equals(clientId) && now.isBefore(ticket.expiry);
      return good ? Optional.of(ticket.kind) : Optional.empty();
    }
  }

  void forgetAll() {
    synchronized (waiting) {
      waiting.clear();
    }
  }

  private void sweep(Instant now) {
    var tickets = waiting.values().iterator();
    while (tickets.hasNext() && !now.isBefore(tickets.next().expiry)) {
      tickets.remove();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static final class Ticket {
    private final String clientId;
    private final ClientKind kind;
    private final byte[] token;
    private final Instant expiry;

    private Ticket(String clientId, ClientKind kind, byte[] token, Instant expiry) {
      this.clientId = clientId;
      this.kind = kind;
      this.token = token;
      this.expiry = expiry;
    }
  }
}
